import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultRetention } from '../../../electron/contract/retention';
import type { ExportedEntry } from '../../../electron/history/export';
import { sizeOf } from '../../../electron/history/history-file';
import { answerJson, baseUrl, buildLookUp } from '../builders';
import { everyone, idsOf, openProfile, pagesOf, restart } from './profile';

const day = 24 * 60 * 60 * 1_000;
const start = Date.parse('2026-03-01T12:00:00.000Z');
const time = (days: number) => new Date(start + days * day).toISOString();
const key = (id: string, environment = baseUrl) => ({ environment, id });

/** A profile with one lookup per id, in this order. */
function profileOf(...ids: string[]) {
  const profile = openProfile();
  for (const id of ids) profile.history.remember(buildLookUp({ id }));
  return profile;
}

describe('the list', () => {
  it('is empty at first', async () => {
    const { history } = openProfile();
    expect(await history.list(everyone, null, 50)).toEqual({ entries: [], next: null });
    expect(await history.count(everyone)).toBe(0);
  });

  it('has one entry per person, the latest lookup first, even if the clock goes back', async () => {
    const profile = profileOf('usr_a', 'usr_b');
    profile.history.remember(buildLookUp({ id: 'usr_a' }, { fetchedAt: time(-1) }));
    expect(await idsOf(profile)).toEqual(['usr_a', 'usr_b']);
    expect(await profile.history.count(everyone)).toBe(2);
  });

  it('has plain entries that can be cloned', async () => {
    const { history } = openProfile();
    history.remember(buildLookUp({ is_active: false }));
    history.remember(buildLookUp({ is_active: false }, { fetchedAt: time(1) }));
    const { entries } = await history.list(everyone, null, 50);
    expect(structuredClone(entries)).toEqual([
      {
        environment: baseUrl,
        id: 'usr_abc123def456',
        name: 'example_full_name',
        email: 'user@example.com',
        organization: 'abc123def456',
        isActive: false,
        lookedUpAt: time(1),
        outcome: 'found',
        foundAt: time(1),
        lookUps: 2,
        isPinned: false,
        note: '',
      },
    ]);
  });

  it('has null for values that are missing or of the wrong type', async () => {
    const { history } = openProfile();
    history.remember(
      buildLookUp({
        full_name: null,
        first_name: null,
        last_name: null,
        email: 7,
        is_active: 'yes',
      }),
    );
    expect(await history.list(everyone, null, 50)).toMatchObject({
      entries: [{ name: null, email: null, isActive: null }],
    });
  });

  it('has the same entries as `entry`', async () => {
    const { history } = profileOf('usr_a', 'usr_b');
    const { entries } = await history.list(everyone, null, 50);
    expect([await history.entry(key('usr_b')), await history.entry(key('usr_a'))]).toEqual(entries);
    expect(await history.entry(key('usr_a', 'sample'))).toBeNull();
  });

  it('separates the environments', async () => {
    const profile = profileOf('usr_a');
    profile.history.remember(buildLookUp({ id: 'usr_b' }, { environment: 'sample' }));
    expect(await idsOf(profile)).toEqual(['usr_a']);
    expect(await idsOf(profile, { environment: 'sample' })).toEqual(['usr_b']);
    expect(await idsOf(profile, { environment: 'sample', text: 'usr_a' })).toEqual([]);
  });

  it('shows a failed lookup at the top, with the data of the last successful one', async () => {
    const { history } = profileOf('usr_abc123def456', 'usr_b');
    history.rememberFailed({
      ...key('usr_abc123def456'),
      lookedUpAt: time(2),
      problem: 'not-found',
    });
    expect((await history.list(everyone, null, 1)).entries).toMatchObject([
      {
        outcome: 'not-found',
        lookedUpAt: time(2),
        foundAt: time(0),
        email: 'user@example.com',
        lookUps: 2,
      },
    ]);
  });

  it('is read in pages, with each entry once, even if lookups happen between them', async () => {
    const ids = Array.from({ length: 25 }, (_, index) => `usr_${index}`);
    const { history } = profileOf(...ids);
    for (const text of ['', 'usr']) {
      const seen: string[] = [];
      let before: number | null = null;
      do {
        const page = await history.list({ ...everyone, text }, before, 10);
        seen.push(...page.entries.map(({ id }) => id));
        before = page.next;
        history.remember(buildLookUp({ id: 'usr_24' }));
      } while (before !== null);
      expect(seen).toEqual(ids.toReversed());
    }
    const all = [];
    for await (const { id } of history.entries(everyone)) all.push(id);
    expect(all).toHaveLength(25);
  });

  it('is exported with all lookups, as a whole or for some people', async () => {
    const { history } = profileOf('usr_a', 'usr_b');
    history.rememberFailed({ ...key('usr_a'), lookedUpAt: time(1), problem: 'not-found' });
    const lookUps = [
      { lookedUpAt: time(1), outcome: 'not-found' },
      { lookedUpAt: time(0), outcome: 'found' },
    ];
    const [whole, part] = [[], []] as ExportedEntry[][];
    for await (const entry of history.entries(everyone)) whole?.push(entry);
    for await (const entry of history.entriesOf([key('usr_a'), key('usr_eve')])) part?.push(entry);
    expect(whole).toMatchObject([
      { id: 'usr_a', lookUps },
      { id: 'usr_b', lookUps: lookUps.slice(1) },
    ]);
    expect(part).toEqual(whole?.slice(0, 1));
    expect(await history.lookUps(key('usr_a'))).toEqual(lookUps);
    expect(await history.lookUps(key('usr_eve'))).toEqual([]);
  });
});

describe('the filters', () => {
  it.each(['', 'usr'])(
    'find pinned people, found people and problems, with the text %j',
    async (text) => {
      const profile = profileOf('usr_a', 'usr_b', 'usr_c');
      const { history } = profile;
      expect(await history.setPinned(key('usr_b'), true)).toBe('kept');
      history.rememberFailed({ ...key('usr_c'), lookedUpAt: time(1), problem: 'no-connection' });
      history.rememberFailed({ ...key('usr_never'), lookedUpAt: time(1), problem: 'not-found' });
      expect(await idsOf(profile, { text, filter: 'pinned' })).toEqual(['usr_b']);
      expect(await idsOf(profile, { text, filter: 'problems' })).toEqual(['usr_never', 'usr_c']);
      expect(await idsOf(profile, { text, filter: 'found' })).toEqual(['usr_c', 'usr_b', 'usr_a']);
      expect(await history.count({ ...everyone, text, filter: 'problems' })).toBe(2);
      await history.setPinned(key('usr_b'), false);
      expect(await idsOf(profile, { text, filter: 'pinned' })).toEqual([]);
    },
  );
});

describe('the search', () => {
  async function found(text: string) {
    const profile = openProfile();
    profile.history.remember(
      buildLookUp({
        id: 'usr_abc123def456',
        full_name: "Zoë O'Brien-Müller Łukasz Straße Søren Đorđević",
        email: 'mara.oyelaran@example.com',
        current_organization_id: 'org_7f3a91c2',
      }),
    );
    await profile.history.setNote(key('usr_abc123def456'), 'Calls back on Tuesday');
    return (await idsOf(profile, { text })).length === 1;
  }

  it.each([
    'zoe',
    'ZOË',
    'zoe\u0308',
    'Mull',
    'mü',
    'brien zoe',
    "O'Br",
    'brien-mull',
    'łuk',
    'straß',
    'lukasz strasse',
    'LUK STRASSE',
    'soren',
    'søren',
    'dordevic',
    'ÐORDEVIC',
    'oyel',
    'mara.oyel',
    'mara.oyelaran@example.com',
    '@example',
    'example.com',
    'usr_abc123',
    'abc12',
    'USR_ABC',
    '7f3',
    'org_7',
    'tues',
    'calls back',
    '  zoe   tues ',
    '',
    ' ',
    '"',
    '@',
    '*',
    '🙂',
    '\0',
  ])('finds the person by %j', async (text) => {
    expect(await found(text)).toBe(true);
  });

  it.each([
    'pinned',
    'found',
    'zob',
    'bc123',
    'zoe nobody',
    'name:zoe',
    'zoe NOT calls',
    'zoe OR nobody',
    'NEAR(zoe)',
  ])('does not find the person by %j', async (text) => {
    expect(await found(text)).toBe(false);
  });

  it('finds a person by their current name and not by a former one', async () => {
    const profile = openProfile();
    profile.history.remember(buildLookUp({ full_name: 'Ann Before' }));
    profile.history.remember(buildLookUp({ full_name: 'Ann After' }));
    expect(await idsOf(profile, { text: 'before' })).toEqual([]);
    expect(await idsOf(profile, { text: 'ann after' })).toHaveLength(1);
  });
});

describe('open', () => {
  it('returns the last answer with its time', async () => {
    const { history } = openProfile();
    history.remember(buildLookUp({ gender: 'old' }));
    const last = buildLookUp({ gender: 'new' }, { fetchedAt: time(1) });
    history.remember(last);
    history.rememberFailed({ ...key(last.id), lookedUpAt: time(2), problem: 'not-found' });
    expect(await history.open(key(last.id))).toEqual(last);
  });

  it('returns null for people without an answer in this environment', async () => {
    const { history } = profileOf('usr_a');
    history.rememberFailed({ ...key('usr_b'), lookedUpAt: time(0), problem: 'not-found' });
    expect(await history.open(key('usr_b'))).toBeNull();
    expect(await history.open(key('usr_c'))).toBeNull();
    expect(await history.open(key('usr_a', 'sample'))).toBeNull();
  });
});

describe('the changes of an answer', () => {
  it('are returned by `remember`, with the time of the previous answer', async () => {
    const { history } = openProfile();
    await history.state();
    expect(history.remember(buildLookUp())).toBeNull();
    expect(
      history.remember(
        buildLookUp({ email: 'new@example.com', last_login: 'x' }, { fetchedAt: time(1) }),
      ),
    ).toMatchObject({
      since: time(0),
      changes: [{ field: 'email', after: { state: 'set', value: 'new@example.com' } }],
      routine: [{ field: 'last_login' }],
    });
  });

  it('are returned by `changes` if the file was not open yet', async () => {
    const profile = openProfile();
    profile.history.remember(buildLookUp());
    await profile.history.state();
    const { history } = restart(profile);
    expect(
      history.remember(buildLookUp({ email: 'new@example.com' }, { fetchedAt: time(1) })),
    ).toBeNull();
    expect(await history.changes(key('usr_abc123def456'))).toMatchObject({
      changes: [{ field: 'email' }],
    });
    expect(await history.changes(key('usr_b'))).toBeNull();
    expect(await history.changes(key('usr_abc123def456', 'sample'))).toBeNull();
    await history.forget('usr_abc123def456');
    expect(await history.changes(key('usr_abc123def456'))).toBeNull();
  });

  it('create a new version, unless only routine fields or the order of the keys differ', async () => {
    const { history } = openProfile();
    const reordered = Object.fromEntries(
      Object.entries(JSON.parse(answerJson()) as object).reverse(),
    );
    history.remember(buildLookUp());
    history.remember({
      ...buildLookUp(),
      fetchedAt: time(1),
      json: JSON.stringify(reordered, null, 2),
    });
    history.remember(
      buildLookUp({ last_login: 'later', updated_at: 'later' }, { fetchedAt: time(2) }),
    );
    history.remember(
      buildLookUp({ is_active: false, last_login: 'later' }, { fetchedAt: time(3) }),
    );
    expect(await history.timeline(key('usr_abc123def456'))).toMatchObject([
      {
        firstSeenAt: time(3),
        lastSeenAt: time(3),
        changes: {
          since: time(2),
          changes: [{ field: 'is_active' }],
          routine: [{ field: 'updated_at' }],
        },
      },
      { firstSeenAt: time(0), lastSeenAt: time(2), changes: null },
    ]);
    expect(await history.timeline(key('usr_nobody'))).toEqual([]);
  });
});

it('only people in the history can have a pin or a note', async () => {
  const { history } = profileOf('usr_a');
  expect(await history.setPinned(key('usr_b'), true)).toBe('not-in-history');
  expect(await history.setNote(key('usr_b'), 'x')).toBe('not-in-history');
});

describe('removal', () => {
  const marker = 'Xyzzymarker';

  /** A history with many people, and one whose data is in every table and column. */
  async function profileWithTraces() {
    const profile = profileOf(...Array.from({ length: 40 }, (_, index) => `usr_${index}`));
    const { history } = profile;
    const id = `usr_${marker}`;
    for (const environment of [baseUrl, 'sample'])
      for (const gender of [`${marker} a`, `${marker} b`])
        history.remember(
          buildLookUp(
            { id, gender, full_name: marker, email: `${marker}@example.com` },
            { environment },
          ),
        );
    history.rememberFailed({ ...key(id), lookedUpAt: time(1), problem: 'not-found' });
    await history.setPinned(key(id), true);
    await history.setNote(key(id), `${marker} called`);
    history.remember(buildLookUp({ id: 'usr_last' }));
    return { profile, history, id };
  }

  /** Ignores case, because the search index stores words in lower case. */
  async function expectNoTrace(profile: Awaited<ReturnType<typeof profileWithTraces>>['profile']) {
    expect(statSync(`${profile.file}-wal`).size).toBe(0);
    expect((await pagesOf(profile)).toLowerCase()).not.toContain(marker.toLowerCase());
    expect(await idsOf(profile, { text: marker })).toEqual([]);
  }

  it('is needed: without it the pages contain the marker', async () => {
    const { profile } = await profileWithTraces();
    expect((await pagesOf(profile)).toLowerCase()).toContain(`${marker.toLowerCase()} called`);
  });

  it('of an id removes every trace in all environments, and returns the counts', async () => {
    const { profile, history, id } = await profileWithTraces();
    expect(await history.forget(id)).toEqual({ people: 2, lookUps: 5, answers: 4, notes: 1 });
    await expectNoTrace(profile);
    expect(await history.count(everyone)).toBe(41);
    expect(await idsOf(profile, { text: 'usr_last' })).toEqual(['usr_last']);
    expect(await history.forget(id)).toEqual({ people: 0, lookUps: 0, answers: 0, notes: 0 });
  });

  it('of an id includes answers with this id to lookups of another one', async () => {
    const { profile, history } = await profileWithTraces();
    const id = `usr_${marker}_me`;
    history.remember(buildLookUp({ id, full_name: marker }, { id: 'me' }));
    history.remember(buildLookUp({ id: 'usr_other' }, { id: 'you' }));
    history.remember(buildLookUp({ id, full_name: marker }, { id: 'you' }));
    history.remember(buildLookUp({ id: 'usr_other' }, { id: 'you' }));
    expect(await history.forget(id)).toEqual({ people: 2, lookUps: 4, answers: 4, notes: 0 });
    expect(await history.forget(`usr_${marker}`)).toMatchObject({ people: 2 });
    await expectNoTrace(profile);
    expect(await history.count(everyone)).toBe(41);
  });

  it('of some people keeps all others, and the same ids in other environments', async () => {
    const { profile, history, id } = await profileWithTraces();
    const keys = [key(id), key('usr_1'), key('usr_nobody')];
    expect(await history.remove(keys)).toMatchObject({ people: 2, lookUps: 4 });
    expect(await history.count(everyone)).toBe(40);
    expect(await idsOf(profile, { environment: 'sample' })).toEqual([id]);
  });

  it('of all people returns the counts and shrinks the file', async () => {
    const { profile, history } = await profileWithTraces();
    await history.clear('nowhere');
    const before = sizeOf(profile.file);
    expect(await history.clear(baseUrl)).toMatchObject({ people: 42, notes: 1 });
    expect(await history.count(everyone)).toBe(0);
    expect(await idsOf(profile, { environment: 'sample', text: marker })).toHaveLength(1);
    expect(await history.clear('sample')).toMatchObject({ people: 1 });
    await expectNoTrace(profile);
    expect(sizeOf(profile.file)).toBeLessThan(before);
    history.remember(buildLookUp({ id: 'usr_new' }));
    expect(await idsOf(profile, { text: 'new' })).toEqual(['usr_new']);
  });

  it('by age removes the answers first, and the people later', async () => {
    const { profile, history, id } = await profileWithTraces();
    profile.clock.now = new Date(start + 30 * day + 1);
    await history.expire();
    expect(await history.open(key(id))).toBeNull();
    expect(await history.timeline(key(id))).toEqual([]);
    expect(await history.count(everyone)).toBe(42);
    profile.clock.now = new Date(start + 91 * day + 1);
    await history.expire();
    expect(await history.count(everyone)).toBe(0);
    await expectNoTrace(profile);
  });

  it.each([{}, { entryDays: 0 }, { mostEntries: 1 }, { answerDays: 0 }])(
    'by age removes nothing while the retention is unknown: %j',
    async (retention) => {
      const { profile, id } = await profileWithTraces();
      const people = await idsOf(profile);
      const withoutExpiry = restart(profile, false);
      Object.assign(withoutExpiry.retention, retention);
      withoutExpiry.clock.now = new Date(start + 1_000 * day);
      await withoutExpiry.history.expire();
      const later = restart(withoutExpiry);
      Object.assign(later.retention, defaultRetention);
      expect(await idsOf(later)).toEqual(people);
      expect(await later.history.timeline(key(id))).toHaveLength(2);
    },
  );

  it('by age keeps pinned people if the retention says so', async () => {
    const { profile, history, id } = await profileWithTraces();
    profile.retention.keepsPinned = true;
    profile.clock.now = new Date(start + 1_000 * day);
    await history.expire();
    expect(await idsOf(profile)).toEqual([id]);
    expect(await history.timeline(key(id))).toHaveLength(2);
  });

  it('by number removes the oldest lookups', async () => {
    const profile = openProfile({ mostEntries: 2 });
    for (const [index, id] of ['usr_a', 'usr_b', 'usr_a', 'usr_c'].entries())
      profile.history.remember(buildLookUp({ id }, { fetchedAt: time(index) }));
    profile.clock.now = new Date(start + 4 * day);
    await profile.history.expire();
    expect((await profile.history.list(everyone, null, 50)).entries).toMatchObject([
      { id: 'usr_c', lookUps: 1 },
      { id: 'usr_a', lookUps: 1 },
    ]);
  });
});

describe('with a retention of 0 days for answers', () => {
  it('people are stored without their answers', async () => {
    const profile = openProfile({ answerDays: 0 });
    const { history } = profile;
    history.remember(buildLookUp({ gender: 'Xyzzymarker' }));
    expect(await history.open(key('usr_abc123def456'))).toBeNull();
    expect(await idsOf(profile, { text: 'user@example' })).toHaveLength(1);
    expect(await pagesOf(profile)).not.toContain('Xyzzymarker');
  });

  it('stored answers are removed', async () => {
    const profile = profileOf('usr_a');
    profile.retention.answerDays = 0;
    await profile.history.expire();
    expect(await profile.history.open(key('usr_a'))).toBeNull();
  });
});

it('a lookup and a note survive a power cut', async () => {
  const profile = profileOf('usr_a', 'usr_b');
  await profile.history.setNote(key('usr_a'), 'kept');
  const next = restart(profile);
  expect(await idsOf(next)).toEqual(['usr_b', 'usr_a']);
  expect(await idsOf(next, { text: 'kept' })).toEqual(['usr_a']);
  expect(await next.history.open(key('usr_a'))).toEqual(buildLookUp({ id: 'usr_a' }));
});
