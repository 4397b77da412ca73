import { sampleUsers } from '../../electron/api/sample-data';
import type { Change, ChangesSince, HistoryEntry } from '../../electron/contract/history';
import type { LookUp } from '../../electron/contract/look-up';
import type { FieldName } from '../../electron/contract/user';
import { buildEntry, buildLookUp, userOf } from '../unit/builders';

/** The card's props for one example, and the user's history entry. */
export type CardState = {
  readonly title: string;
  readonly lookUp: LookUp;
  readonly isRemembered: boolean;
  readonly changes: ChangesSince | null;
  readonly idCount: number;
  readonly entry: HistoryEntry | null;
};

const cardState = (
  title: string,
  lookUp: LookUp,
  more: Partial<Omit<CardState, 'title' | 'lookUp'>> = {},
): CardState => ({
  title,
  lookUp,
  isRemembered: false,
  changes: null,
  idCount: 1,
  entry: null,
  ...more,
});

const now = new Date();
const hour = 3_600_000;
const before = (hours: number) => new Date(now.getTime() - hours * hour).toISOString();

const sampleStates = sampleUsers.map(({ id, kind, user }) => {
  const json = JSON.stringify(user(now));
  const fetchedAt = before(0);
  return cardState(kind, { id, environment: 'sample', fetchedAt, json, user: userOf(json) });
});

const active = buildLookUp(
  {
    full_name: 'Mara Oyelaran',
    first_name: 'Mara',
    last_name: 'Oyelaran',
    timezone: 'Europe/Zurich',
    birthday: '1988-02-29',
    gender: 'female',
    last_login: before(3),
  },
  { fetchedAt: before(0) },
);
const earlier = buildLookUp({
  full_name: 'Mara Lindqvist',
  is_active: false,
  last_login: before(30),
});
const change = (field: FieldName): Change => ({
  field,
  before: earlier.user.fields[field],
  after: active.user.fields[field],
});

/** Each sample user, and states that depend on the history or the search. */
export const cardStates: readonly CardState[] = [
  ...sampleStates,
  cardState('Remembered answer', { ...active, fetchedAt: before(76) }, { isRemembered: true }),
  cardState('Changed since the last lookup', active, {
    changes: {
      changes: [change('full_name'), change('is_active')],
      routine: [change('last_login')],
      since: before(30),
    },
  }),
  cardState('Pinned, with a note', active, {
    entry: buildEntry({
      id: active.id,
      name: 'Mara Oyelaran',
      isPinned: true,
      note: 'Calls on Mondays.\nAsk for the order number.',
    }),
  }),
  cardState('Another account than the requested one', { ...active, id: 'usr_other' }),
  cardState('Found in a text with three IDs', active, { idCount: 3 }),
];
