import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { baseUrl, buildLookUp } from '../builders';
import {
  bytesIn,
  databaseOf,
  everyone,
  idsOf,
  openProfile,
  pagesOf,
  restart,
  type Profile,
} from './profile';

const marker = 'xyzzymarker';
const key = (id: string) => ({ environment: baseUrl, id });
const manyIds = Array.from({ length: 120 }, (_, index) => `usr_${marker}_${index}`);

/** A history with many people on the server, some with a note, and others in the sample data. */
async function crowdedProfile(others: number) {
  const profile = openProfile();
  const { history } = profile;
  for (const id of manyIds) history.remember(buildLookUp({ id, full_name: 'Ann' }));
  for (const id of manyIds.slice(0, 50)) await history.setNote(key(id), `${marker} called`);
  for (let count = 0; count < others; count += 1)
    history.remember(
      buildLookUp({ id: `usr_other_${count}`, full_name: 'Bea' }, { environment: 'sample' }),
    );
  return profile;
}

/** Whether the removal has ended, after one turn of the event loop. */
const isDone = (removal: Promise<unknown>): Promise<boolean> =>
  Promise.race([removal.then(() => true), yieldToEventLoop(false)]);

/** Expects that nothing is left to overwrite. */
async function expectNothingLeft(profile: Profile) {
  const database = await databaseOf(profile);
  expect(database.all("SELECT name FROM sqlite_schema WHERE name LIKE 'search_removed%'")).toEqual(
    [],
  );
  expect(database.all('SELECT name FROM removed')).toEqual([]);
}

describe.each([
  ['few', 20],
  ['many', 510],
])(
  'while an environment is cleared and %s people stay in another environment',
  { timeout: 30_000 },
  (_, others) => {
    it('lookups continue, and create new people', async () => {
      const profile = await crowdedProfile(others);
      const { history } = profile;
      const clearing = history.clear(baseUrl);
      const meanwhile: string[] = [];
      while (!(await isDone(clearing))) {
        const id = manyIds.at(-1 - meanwhile.length) ?? `usr_new_${meanwhile.length}`;
        meanwhile.push(id);
        history.remember(buildLookUp({ id, full_name: 'Cleo' }));
        expect((await idsOf(profile)).toReversed()).toEqual(meanwhile);
        expect((await idsOf(profile, { text: 'cleo' })).toReversed()).toEqual(meanwhile);
      }
      expect(meanwhile.length).toBeGreaterThan(1);
      expect(await clearing).toEqual({ people: 120, lookUps: 120, answers: 120, notes: 50 });

      const { entries } = await history.list(everyone, null, 1_000);
      expect(entries.map(({ id }) => id).toReversed()).toEqual(meanwhile);
      for (const entry of entries)
        expect(entry).toMatchObject({ lookUps: 1, note: '', name: 'Cleo' });
      expect(await history.timeline(key(meanwhile[0] ?? ''))).toHaveLength(1);
      expect(await idsOf(profile, { environment: 'sample', text: 'bea' })).toHaveLength(others);
      await expectNothingLeft(profile);
      expect(await pagesOf(profile)).not.toContain('called');
    });

    it('a power cut at any moment brings no removed person back and loses no other', async () => {
      const profile = await crowdedProfile(others);
      const clearing = profile.history.clear(baseUrl);
      const cuts: Profile[] = [];
      for (let turn = 0; !(await isDone(clearing)); turn += 1) {
        if (turn % 8 === 0) cuts.push(restart(profile));
      }
      expect(cuts.length).toBeGreaterThan(0);
      for (const cut of cuts) {
        expect(await idsOf(cut)).toEqual([]);
        expect(await idsOf(cut, { text: marker })).toEqual([]);
        expect(await idsOf(cut, { environment: 'sample', text: 'bea' })).toHaveLength(others);
        cut.history.remember(buildLookUp({ id: 'usr_now', full_name: 'Cleo' }));
        // The rest of the interrupted removal is not counted.
        expect(await cut.history.forget('usr_now')).toMatchObject({ people: 1 });
        await expectNothingLeft(cut);
        expect(await pagesOf(cut)).not.toContain(marker);
      }
    });
  },
);

it.each([
  ['that removes expired data', true],
  ['that removes no expired data', false],
])('an interrupted removal is finished by an expiry %s', async (_, removesExpired) => {
  const profile = await crowdedProfile(0);
  const clearing = profile.history.clear(baseUrl);
  await yieldToEventLoop();
  const cut = restart(profile, removesExpired);
  await clearing;
  expect(await pagesOf(cut)).toContain(marker);
  await cut.history.expire();
  expect(await pagesOf(cut)).not.toContain(marker);
  await expectNothingLeft(cut);
  expect(bytesIn(cut.folder).length).toBeLessThan(300_000);
});

it('simultaneous removals count no person twice', async () => {
  const { history } = await crowdedProfile(20);
  const counts = await Promise.all([
    history.remove(manyIds.slice(0, 30).map(key)),
    history.clear(baseUrl),
    history.forget('usr_other_1'),
    history.expire(),
    history.clear('sample'),
  ]);
  expect(counts).toMatchObject([
    { people: 30 },
    { people: 90 },
    { people: 1 },
    undefined,
    { people: 19 },
  ]);
});
