import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultRetention } from '../../../electron/contract/retention';
import type { ExportedEntry } from '../../../electron/history/export';
import { sizeOf } from '../../../electron/history/history-file';
import { answerJson, baseUrl, buildLookUp } from '../builders';
import { everybody, idsOf, openProfile, pagesOf, restart } from './profile';

const day = 24 * 60 * 60 * 1_000;
const start = Date.parse('2026-03-01T12:00:00.000Z');
const time = (days: number) => new Date(start + days * day).toISOString();
const key = (id: string, environment = baseUrl) => ({ environment, id });

/** A history of lookups, the last one newest. */
function profileOf(...ids: string[]) {
  const profile = openProfile();
  for (const id of ids) profile.history.remember(buildLookUp({ id }));
  return profile;
}

describe('the list', () => {
  it('begins empty', async () => {
    const { history } = openProfile();
    expect(await history.list(everybody, null, 50)).toEqual({ entries: [], next: null });
    expect(await history.count(everybody)).toBe(0);
  });

  it('has one entry a person, the last looked up first, whatever the clock says', async () => {
    const profile = profileOf('usr_a', 'usr_b');
    profile.history.remember(buildLookUp({ id: 'usr_a' }, { fetchedAt: time(-1) }));
    expect(await idsOf(profile)).toEqual(['usr_a', 'usr_b']);
    expect(await profile.history.count(everybody)).toBe(2);
  });

  it('shows what is known of a person, as plain data', async () => {
    const { history } = openProfile();
    history.remember(buildLookUp({ is_active: false }));
    history.remember(buildLookUp({ is_active: false }, { fetchedAt: time(1) }));
    const { entries } = await history.list(everybody, null, 50);
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

  it('is silent about what is missing or odd', async () => {
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
    expect(await history.list(everybody, null, 50)).toMatchObject({
      entries: [{ name: null, email: null, isActive: null }],
    });
  });

  it('has each entry by its key too', async () => {
    const { history } = profileOf('usr_a', 'usr_b');
    const { entries } = await history.list(everybody, null, 50);
    expect([await history.entry(key('usr_b')), await history.entry(key('usr_a'))]).toEqual(entries);
    expect(await history.entry(key('usr_a', 'sample'))).toBeNull();
  });

  it('keeps environments apart', async () => {
    const profile = profileOf('usr_a');
    profile.history.remember(buildLookUp({ id: 'usr_b' }, { environment: 'sample' }));
    expect(await idsOf(profile)).toEqual(['usr_a']);
    expect(await idsOf(profile, { environment: 'sample' })).toEqual(['usr_b']);
    expect(await idsOf(profile, { environment: 'sample', text: 'usr_a' })).toEqual([]);
  });

  it('shows a problem at the top, with what was known before', async () => {
    const { history } = profileOf('usr_abc123def456', 'usr_b');
    history.rememberFailed({
      ...key('usr_abc123def456'),
      lookedUpAt: time(2),
      problem: 'not-found',
    });
    expect((await history.list(everybody, null, 1)).entries).toMatchObject([
      {
        outcome: 'not-found',
        lookedUpAt: time(2),
        foundAt: time(0),
        email: 'user@example.com',
        lookUps: 2,
      },
    ]);
  });

  it('is read page by page, each entry once, also while somebody is looked up', async () => {
    const ids = Array.from({ length: 25 }, (_, index) => `usr_${index}`);
    const { history } = profileOf(...ids);
    for (const text of ['', 'usr']) {
      const seen: string[] = [];
      let before: number | null = null;
      do {
        const page = await history.list({ ...everybody, text }, before, 10);
        seen.push(...page.entries.map(({ id }) => id));
        before = page.next;
        history.remember(buildLookUp({ id: 'usr_24' }));
      } while (before !== null);
      expect(seen).toEqual(ids.toReversed());
    }
    const all = [];
    for await (const { id } of history.entries(everybody)) all.push(id);
    expect(all).toHaveLength(25);
  });

  it('is exported with each lookup and what came of it, whole or in part', async () => {
    const { history } = profileOf('usr_a', 'usr_b');
    history.rememberFailed({ ...key('usr_a'), lookedUpAt: time(1), problem: 'not-found' });
    const lookUps = [
      { lookedUpAt: time(1), outcome: 'not-found' },
      { lookedUpAt: time(0), outcome: 'found' },
    ];
    const [whole, part] = [[], []] as ExportedEntry[][];
    for await (const entry of history.entries(everybody)) whole?.push(entry);
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
    'find the pinned, the found and the problems, with the text %j',
    async (text) => {
      const profile = profileOf('usr_a', 'usr_b', 'usr_c');
      const { history } = profile;
      expect(await history.setPinned(key('usr_b'), true)).toBe('kept');
      history.rememberFailed({ ...key('usr_c'), lookedUpAt: time(1), problem: 'no-connection' });
      history.rememberFailed({ ...key('usr_never'), lookedUpAt: time(1), problem: 'not-found' });
      expect(await idsOf(profile, { text, filter: 'pinned' })).toEqual(['usr_b']);
      expect(await idsOf(profile, { text, filter: 'problems' })).toEqual(['usr_never', 'usr_c']);
      expect(await idsOf(profile, { text, filter: 'found' })).toEqual(['usr_c', 'usr_b', 'usr_a']);
      expect(await history.count({ ...everybody, text, filter: 'problems' })).toBe(2);
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

  it('finds what a person is called now, not what they were called before', async () => {
    const profile = openProfile();
    profile.history.remember(buildLookUp({ full_name: 'Ann Before' }));
    profile.history.remember(buildLookUp({ full_name: 'Ann After' }));
    expect(await idsOf(profile, { text: 'before' })).toEqual([]);
    expect(await idsOf(profile, { text: 'ann after' })).toHaveLength(1);
  });
});

describe('to open', () => {
  it('gives the last answer that came, with its time', async () => {
    const { history } = openProfile();
    history.remember(buildLookUp({ gender: 'old' }));
    const last = buildLookUp({ gender: 'new' }, { fetchedAt: time(1) });
    history.remember(last);
    history.rememberFailed({ ...key(last.id), lookedUpAt: time(2), problem: 'not-found' });
    expect(await history.open(key(last.id))).toEqual(last);
  });

  it('gives nothing that was not found in this environment', async () => {
    const { history } = profileOf('usr_a');
    history.rememberFailed({ ...key('usr_b'), lookedUpAt: time(0), problem: 'not-found' });
    expect(await history.open(key('usr_b'))).toBeNull();
    expect(await history.open(key('usr_c'))).toBeNull();
    expect(await history.open(key('usr_a', 'sample'))).toBeNull();
  });
});

describe('what changed', () => {
  it('is told with the lookup, and since when', async () => {
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

  it('is told afterwards where the file was not open yet', async () => {
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

  it('makes a version; routine fields and another order of the keys do not', async () => {
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

it('nobody can be pinned or noted who is not in the history', async () => {
  const { history } = profileOf('usr_a');
  expect(await history.setPinned(key('usr_b'), true)).toBe('not-in-history');
  expect(await history.setNote(key('usr_b'), 'x')).toBe('not-in-history');
});

describe('removal', () => {
  const marker = 'Xyzzymarker';

  /** Somebody among many, of whom every kind of trace exists. */
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

  /** Upper and lower case: the index holds words folded. */
  async function expectNoTrace(profile: Awaited<ReturnType<typeof profileWithTraces>>['profile']) {
    expect(statSync(`${profile.file}-wal`).size).toBe(0);
    expect((await pagesOf(profile)).toLowerCase()).not.toContain(marker.toLowerCase());
    expect(await idsOf(profile, { text: marker })).toEqual([]);
  }

  it('leaves the marker in the pages as long as nothing is removed', async () => {
    const { profile } = await profileWithTraces();
    expect((await pagesOf(profile)).toLowerCase()).toContain(`${marker.toLowerCase()} called`);
  });

  it('of an id takes every trace, everywhere, and says what it took', async () => {
    const { profile, history, id } = await profileWithTraces();
    expect(await history.forget(id)).toEqual({ people: 2, lookUps: 5, answers: 4, notes: 1 });
    await expectNoTrace(profile);
    expect(await history.count(everybody)).toBe(41);
    expect(await idsOf(profile, { text: 'usr_last' })).toEqual(['usr_last']);
    expect(await history.forget(id)).toEqual({ people: 0, lookUps: 0, answers: 0, notes: 0 });
  });

  it('of an id takes what was answered when another one was asked for', async () => {
    const { profile, history } = await profileWithTraces();
    const id = `usr_${marker}_me`;
    history.remember(buildLookUp({ id, full_name: marker }, { id: 'me' }));
    history.remember(buildLookUp({ id: 'usr_other' }, { id: 'you' }));
    history.remember(buildLookUp({ id, full_name: marker }, { id: 'you' }));
    history.remember(buildLookUp({ id: 'usr_other' }, { id: 'you' }));
    expect(await history.forget(id)).toEqual({ people: 2, lookUps: 4, answers: 4, notes: 0 });
    expect(await history.forget(`usr_${marker}`)).toMatchObject({ people: 2 });
    await expectNoTrace(profile);
    expect(await history.count(everybody)).toBe(41);
  });

  it('of some people leaves the others, and the same id elsewhere', async () => {
    const { profile, history, id } = await profileWithTraces();
    const keys = [key(id), key('usr_1'), key('usr_nobody')];
    expect(await history.remove(keys)).toMatchObject({ people: 2, lookUps: 4 });
    expect(await history.count(everybody)).toBe(40);
    expect(await idsOf(profile, { environment: 'sample' })).toEqual([id]);
  });

  it('of everybody says how many, and gives the disk back', async () => {
    const { profile, history } = await profileWithTraces();
    await history.clear('nowhere');
    const before = sizeOf(profile.file);
    expect(await history.clear(baseUrl)).toMatchObject({ people: 42, notes: 1 });
    expect(await history.count(everybody)).toBe(0);
    expect(await idsOf(profile, { environment: 'sample', text: marker })).toHaveLength(1);
    expect(await history.clear('sample')).toMatchObject({ people: 1 });
    await expectNoTrace(profile);
    expect(sizeOf(profile.file)).toBeLessThan(before);
    history.remember(buildLookUp({ id: 'usr_new' }));
    expect(await idsOf(profile, { text: 'new' })).toEqual(['usr_new']);
  });

  it('by age takes answers, then everything', async () => {
    const { profile, history, id } = await profileWithTraces();
    profile.clock.now = new Date(start + 30 * day + 1);
    await history.expire();
    expect(await history.open(key(id))).toBeNull();
    expect(await history.timeline(key(id))).toEqual([]);
    expect(await history.count(everybody)).toBe(42);
    profile.clock.now = new Date(start + 91 * day + 1);
    await history.expire();
    expect(await history.count(everybody)).toBe(0);
    await expectNoTrace(profile);
  });

  it.each([{}, { entryDays: 0 }, { mostEntries: 1 }, { answerDays: 0 }])(
    'leaves everything while nobody knows what is to be kept: %j',
    async (retention) => {
      const { profile, id } = await profileWithTraces();
      const people = await idsOf(profile);
      const unsure = restart(profile, false);
      Object.assign(unsure.retention, retention);
      unsure.clock.now = new Date(start + 1_000 * day);
      await unsure.history.expire();
      const later = restart(unsure);
      Object.assign(later.retention, defaultRetention);
      expect(await idsOf(later)).toEqual(people);
      expect(await later.history.timeline(key(id))).toHaveLength(2);
    },
  );

  it('by age leaves who was pinned where that is wished', async () => {
    const { profile, history, id } = await profileWithTraces();
    profile.retention.keepsPinned = true;
    profile.clock.now = new Date(start + 1_000 * day);
    await history.expire();
    expect(await idsOf(profile)).toEqual([id]);
    expect(await history.timeline(key(id))).toHaveLength(2);
  });

  it('by number takes the oldest', async () => {
    const profile = openProfile({ mostEntries: 2 });
    for (const [index, id] of ['usr_a', 'usr_b', 'usr_a', 'usr_c'].entries())
      profile.history.remember(buildLookUp({ id }, { fetchedAt: time(index) }));
    profile.clock.now = new Date(start + 4 * day);
    await profile.history.expire();
    expect((await profile.history.list(everybody, null, 50)).entries).toMatchObject([
      { id: 'usr_c', lookUps: 1 },
      { id: 'usr_a', lookUps: 1 },
    ]);
  });
});

describe('answers that are not to be kept', () => {
  it('are not, though the person is', async () => {
    const profile = openProfile({ answerDays: 0 });
    const { history } = profile;
    history.remember(buildLookUp({ gender: 'Xyzzymarker' }));
    expect(await history.open(key('usr_abc123def456'))).toBeNull();
    expect(await idsOf(profile, { text: 'user@example' })).toHaveLength(1);
    expect(await pagesOf(profile)).not.toContain('Xyzzymarker');
  });

  it('go when that is chosen later', async () => {
    const profile = profileOf('usr_a');
    profile.retention.answerDays = 0;
    await profile.history.expire();
    expect(await profile.history.open(key('usr_a'))).toBeNull();
  });
});

it('what was remembered is there after a power cut', async () => {
  const profile = profileOf('usr_a', 'usr_b');
  await profile.history.setNote(key('usr_a'), 'kept');
  const next = restart(profile);
  expect(await idsOf(next)).toEqual(['usr_b', 'usr_a']);
  expect(await idsOf(next, { text: 'kept' })).toEqual(['usr_a']);
  expect(await next.history.open(key('usr_a'))).toEqual(buildLookUp({ id: 'usr_a' }));
});
