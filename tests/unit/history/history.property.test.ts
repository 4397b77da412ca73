import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { HistoryEntry, HistoryFilter } from '../../../electron/contract/history';
import { buildLookUp } from '../builders';
import { idsOf, openProfile, restart, type Profile } from './profile';

const day = 24 * 60 * 60 * 1_000;
const environments = ['https://api.example.com/v1', 'sample'] as const;

/** A simple model of the history's expected content: lookups in order, answers, pins and notes. */
type Model = {
  lookUps: { person: string; at: number; name: string | null }[];
  answers: { person: string; name: string; lastSeenAt: number }[];
  pinned: Set<string>;
  notes: Map<string, string>;
};

const personOf = (environment: string, id: string) => `${environment} ${id}`;

function removeFromModel(model: Model, isGone: (person: string) => boolean) {
  model.lookUps = model.lookUps.filter(({ person }) => !isGone(person));
  model.answers = model.answers.filter(({ person }) => !isGone(person));
  model.pinned = new Set([...model.pinned].filter((person) => !isGone(person)));
  model.notes = new Map([...model.notes].filter(([person]) => !isGone(person)));
}

/** The expected list: one entry per person, the latest lookup first. */
function listOf(model: Model, environment: string) {
  const people = [...new Set(model.lookUps.toReversed().map(({ person }) => person))];
  return people
    .filter((person) => person.startsWith(`${environment} `))
    .map((person) => {
      const lookUps = model.lookUps.filter((lookUp) => lookUp.person === person);
      return {
        id: person.slice(environment.length + 1),
        lookedUpAt: new Date(lookUps.at(-1)?.at ?? NaN).toISOString(),
        lookUps: lookUps.length,
        outcome: lookUps.at(-1)?.name === null ? 'not-found' : 'found',
        isPinned: model.pinned.has(person),
        note: model.notes.get(person) ?? '',
      };
    });
}

const countsOf = ({ lookUps, answers, notes }: Model) => ({
  people: new Set(lookUps.map(({ person }) => person)).size,
  lookUps: lookUps.length,
  answers: answers.length,
  notes: [...notes.values()].filter((note) => note !== '').length,
});

type Step = { description: string; run: (model: Model, profile: Profile) => Promise<unknown> };

const environment = fc.constantFrom(...environments);
const id = fc.constantFrom('usr_a', 'usr_b', 'usr_c', 'usr_d');
const name = fc.constantFrom('Ann', 'Bea');

const isKnown = (model: Model, person: string) =>
  model.lookUps.some((lookUp) => lookUp.person === person);
const editOutcome = (model: Model, person: string) =>
  isKnown(model, person) ? 'kept' : 'not-in-history';

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(environment, id, fc.option(name)).map(([environment, id, name]) => ({
      description: `look up ${id} at ${environment}: ${name ?? 'nobody'}`,
      async run(model: Model, { history, clock }: Profile) {
        clock.now = new Date(clock.now.getTime() + 1_000);
        const at = clock.now.getTime();
        const time = clock.now.toISOString();
        const person = personOf(environment, id);
        model.lookUps.push({ person, at, name });
        if (name === null) {
          history.rememberFailed({ environment, id, lookedUpAt: time, problem: 'not-found' });
          return;
        }
        const last = model.answers.findLast((answer) => answer.person === person);
        if (last?.name === name) last.lastSeenAt = at;
        else model.answers.push({ person, name, lastSeenAt: at });
        history.remember(
          buildLookUp({ id, full_name: name, last_login: time }, { environment, fetchedAt: time }),
        );
        await history.state();
      },
    })),
  },
  fc.tuple(environment, id, fc.boolean()).map(([environment, id, isPinned]) => ({
    description: `${isPinned ? 'pin' : 'unpin'} ${id} at ${environment}`,
    async run(model: Model, { history }: Profile) {
      const person = personOf(environment, id);
      expect(await history.setPinned({ environment, id }, isPinned)).toBe(
        editOutcome(model, person),
      );
      if (isPinned && isKnown(model, person)) model.pinned.add(person);
      else model.pinned.delete(person);
    },
  })),
  fc
    .tuple(environment, id, fc.constantFrom('', 'called', 'wrote'))
    .map(([environment, id, note]) => ({
      description: `note ${id} at ${environment}: ${note}`,
      async run(model: Model, { history }: Profile) {
        const person = personOf(environment, id);
        expect(await history.setNote({ environment, id }, note)).toBe(editOutcome(model, person));
        if (isKnown(model, person)) model.notes.set(person, note);
      },
    })),
  fc.tuple(environment, fc.array(id, { maxLength: 3 })).map(([environment, ids]) => ({
    description: `remove ${ids.join()} at ${environment}`,
    async run(model: Model, { history }: Profile) {
      const people = new Set(ids.map((id) => personOf(environment, id)));
      const known = [...people].filter((person) => isKnown(model, person));
      const removed = await history.remove(ids.map((id) => ({ environment, id })));
      expect(removed.people).toBe(known.length);
      removeFromModel(model, (person) => people.has(person));
    },
  })),
  id.map((id) => ({
    description: `forget ${id}`,
    async run(model: Model, { history }: Profile) {
      const isGone = (person: string) => person.endsWith(` ${id}`);
      expect(await history.forget(id)).toEqual({
        people: new Set(
          model.lookUps.filter(({ person }) => isGone(person)).map(({ person }) => person),
        ).size,
        lookUps: model.lookUps.filter(({ person }) => isGone(person)).length,
        answers: model.answers.filter(({ person }) => isGone(person)).length,
        notes: [...model.notes].filter(([person, note]) => isGone(person) && note !== '').length,
      });
      removeFromModel(model, isGone);
    },
  })),
  environment.map((environment) => ({
    description: `clear ${environment}`,
    async run(model: Model, { history }: Profile) {
      const isGone = (person: string) => person.startsWith(`${environment} `);
      const lookUps = model.lookUps.filter(({ person }) => isGone(person)).length;
      expect(await history.clear(environment)).toMatchObject({ lookUps });
      removeFromModel(model, isGone);
    },
  })),
  fc
    .tuple(fc.constantFrom(0, 20, 40), fc.constantFrom(3, 1_000), fc.boolean())
    .map(([days, mostEntries, keepsPinned]) => ({
      description: `${days} days later, with at most ${mostEntries} entries${keepsPinned ? ' and pins' : ''}`,
      async run(model: Model, { history, clock, retention }: Profile) {
        clock.now = new Date(clock.now.getTime() + days * day);
        const wouldGo = await history.countExpired({ ...retention, mostEntries, keepsPinned });
        const before = countsOf(model);
        Object.assign(retention, { mostEntries, keepsPinned });
        const now = clock.now.getTime();
        const isKept = (person: string) => keepsPinned && model.pinned.has(person);
        const tooMany = model.lookUps.toReversed()[mostEntries]?.at ?? -1;
        const isOld = (at: number) => at < now - 90 * day || at <= tooMany;
        const latest = new Map(model.lookUps.map(({ person, at }) => [person, at]));
        removeFromModel(model, (person) => !isKept(person) && isOld(latest.get(person) ?? 0));
        model.lookUps = model.lookUps.filter(({ person, at }) => isKept(person) || !isOld(at));
        model.answers = model.answers.filter(
          ({ person, lastSeenAt }) => isKept(person) || lastSeenAt >= now - 30 * day,
        );
        const after = countsOf(model);
        expect(wouldGo).toEqual({
          people: before.people - after.people,
          lookUps: before.lookUps - after.lookUps,
          answers: before.answers - after.answers,
          notes: before.notes - after.notes,
        });
        await history.expire();
      },
    })),
);

async function expectToAgree(model: Model, profile: Profile) {
  for (const environment of environments) {
    const query = { environment, text: '', filter: 'all' } as const;
    const expected = listOf(model, environment);
    const { entries } = await profile.history.list(query, null, 100);
    expect(entries).toMatchObject(expected);
    expect(await profile.history.count(query)).toBe(expected.length);
    for (const [filter, isIn] of filters)
      expect(await idsOf(profile, { environment, filter })).toEqual(
        entries.filter(isIn).map(({ id }) => id),
      );
    for (const text of ['usr', 'usr_a', 'ann', 'called'])
      expect(await idsOf(profile, { environment, text })).toEqual(
        entries.filter((entry) => wordsOf(entry).includes(text)).map(({ id }) => id),
      );
    for (const { id } of expected) {
      const person = personOf(environment, id);
      const names = model.answers
        .filter((answer) => answer.person === person)
        .map(({ name }) => name);
      expect(await profile.history.timeline({ environment, id })).toHaveLength(names.length);
      expect((await profile.history.open({ environment, id }))?.user.name).toBe(names.at(-1));
    }
  }
}

const filters: readonly (readonly [HistoryFilter, (entry: HistoryEntry) => boolean])[] = [
  ['pinned', ({ isPinned }) => isPinned],
  ['problems', ({ outcome }) => outcome !== 'found'],
  ['found', ({ foundAt }) => foundAt !== null],
];

const wordsOf = ({ id, name, note }: HistoryEntry) => `${id} ${name ?? ''} ${note}`.toLowerCase();

it('after any sequence of steps the history matches the model, also after a restart', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 5, maxLength: 40 }), async (sequence) => {
      const profile = openProfile();
      await profile.history.state();
      const model: Model = { lookUps: [], answers: [], pinned: new Set(), notes: new Map() };
      for (const { run } of sequence) await run(model, profile);
      await expectToAgree(model, profile);
      await expectToAgree(model, restart(profile));
    }),
    { numRuns: 60 },
  );
}, 120_000);
