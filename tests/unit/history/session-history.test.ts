import { describe, expect, it } from 'vitest';
import { createSessionHistory } from '../../../electron/history/session-history';
import { baseUrl, buildLookUp } from '../builders';

const idsOf = (history: ReturnType<typeof createSessionHistory>, environment = baseUrl) =>
  history.list(environment).map(({ id }) => id);

/** A history of lookups, the last one newest. */
function historyOf(...ids: string[]) {
  const history = createSessionHistory();
  for (const id of ids) history.remember(buildLookUp({ id }));
  return history;
}

it('the history begins empty', () => {
  expect(createSessionHistory().list(baseUrl)).toEqual([]);
});

describe('the list', () => {
  it('is newest first', () => {
    expect(idsOf(historyOf('usr_a', 'usr_b', 'usr_c'))).toEqual(['usr_c', 'usr_b', 'usr_a']);
  });

  it('has one entry a user, at the place of the last lookup', () => {
    expect(idsOf(historyOf('usr_a', 'usr_b', 'usr_a'))).toEqual(['usr_a', 'usr_b']);
  });

  it('keeps environments apart', () => {
    const history = historyOf('usr_a');
    history.remember(buildLookUp({ id: 'usr_b' }, { environment: 'sample' }));
    history.remember(buildLookUp({ id: 'usr_a' }, { environment: 'https://there.example/v1' }));
    expect(idsOf(history)).toEqual(['usr_a']);
    expect(idsOf(history, 'sample')).toEqual(['usr_b']);
    expect(idsOf(history, 'https://nowhere.example/v1')).toEqual([]);
  });

  it('shows name, e-mail, status and time of an entry', () => {
    const history = createSessionHistory();
    history.remember(buildLookUp({ is_active: false }, { fetchedAt: '2026-03-01T12:00:00.000Z' }));
    expect(history.list(baseUrl)).toEqual([
      {
        id: 'usr_abc123def456',
        name: 'example_full_name',
        email: 'user@example.com',
        isActive: false,
        fetchedAt: '2026-03-01T12:00:00.000Z',
      },
    ]);
  });

  it('is silent about what is missing or odd', () => {
    const history = createSessionHistory();
    history.remember(
      buildLookUp({ full_name: null, first_name: null, last_name: null, email: 7, is_active: 'yes' }),
    );
    expect(history.list(baseUrl)).toMatchObject([{ name: null, email: null, isActive: null }]);
  });

  it('holds the id that was asked for, not the one that was answered', () => {
    const history = createSessionHistory();
    history.remember(buildLookUp({ id: 'usr_b' }, { id: 'usr_a' }));
    expect(idsOf(history)).toEqual(['usr_a']);
  });

  it('makes room for the newest: 500 are kept', () => {
    const history = historyOf(...Array.from({ length: 501 }, (_, index) => `usr_${index}`));
    const ids = idsOf(history);
    expect(ids).toHaveLength(500);
    expect([ids[0], ids.at(-1)]).toEqual(['usr_500', 'usr_1']);
    expect(history.open(baseUrl, 'usr_0')).toBeNull();
  });

  it('drops the one that was not looked up for longest', () => {
    const ids = Array.from({ length: 500 }, (_, index) => `usr_${index}`);
    const history = historyOf(...ids, 'usr_0', 'usr_new');
    expect(history.open(baseUrl, 'usr_0')).not.toBeNull();
    expect(history.open(baseUrl, 'usr_1')).toBeNull();
  });

  it('that was handed out does not change afterwards', () => {
    const history = historyOf('usr_a');
    const list = history.list(baseUrl);
    history.remember(buildLookUp({ id: 'usr_b' }));
    expect(list.map(({ id }) => id)).toEqual(['usr_a']);
  });
});

describe('to open', () => {
  it('gives the last lookup of a user as it was', () => {
    const history = createSessionHistory();
    const last = buildLookUp({ gender: 'new' });
    history.remember(buildLookUp({ gender: 'old' }));
    history.remember(last);
    expect(history.open(baseUrl, last.id)).toBe(last);
  });

  it('gives nothing that was not looked up in this environment', () => {
    const history = historyOf('usr_a');
    expect(history.open(baseUrl, 'usr_b')).toBeNull();
    expect(history.open('sample', 'usr_a')).toBeNull();
  });

  it('leaves the order as it is', () => {
    const history = historyOf('usr_a', 'usr_b');
    history.open(baseUrl, 'usr_a');
    expect(idsOf(history)).toEqual(['usr_b', 'usr_a']);
  });
});
