import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { openDatabaseFile } from '../../../electron/history/database';
import { migrate, migrations } from '../../../electron/history/schema';
import { answerJson, baseUrl, buildKeychain, buildLookUp } from '../builders';
import {
  databaseOf,
  everyone,
  idsOf,
  makeFolder,
  openProfile,
  pagesOf,
  restart,
  type Profile,
} from './profile';

const secret = 'a'.repeat(64);
const at = Date.parse('2026-02-20T12:00:00.000Z');
const key = (id: string) => ({ environment: baseUrl, id });

/** More people than one batch of the index has. */
const people = 250;

/**
 * A profile with an earlier version of the schema. It has many people, one pin, one note, and one
 * person who was looked up as `me` and has another id in the answer.
 */
async function profileOfVersion(version: number): Promise<Profile> {
  const folder = makeFolder();
  const database = await openDatabaseFile(join(folder, 'history.db'), secret);
  migrate(database, migrations.slice(0, version));
  for (let number = 1; number <= people; number += 1) {
    const id = number === people ? 'me' : `usr_${number}`;
    const answer = number === people ? { id: 'usr_mine' } : { id, full_name: `Łukasz ${number}` };
    database.run(
      `INSERT INTO person (number, recency, environment, id, looked_up_at, outcome, found_at, name, is_pinned, note)
       VALUES (?, ?, ?, ?, ?, 'found', ?, ?, ?, ?)`,
      number,
      number,
      baseUrl,
      id,
      at,
      at,
      `Łukasz ${number}`,
      Number(number === 7),
      number === 7 ? 'called twice' : '',
    );
    database.run(
      'INSERT INTO look_up (person, looked_up_at, outcome) VALUES (?, ?, ?)',
      number,
      at,
      'found',
    );
    database.run(
      'INSERT INTO answer (person, first_seen_at, last_seen_at, json) VALUES (?, ?, ?, ?)',
      number,
      at,
      at,
      answerJson(answer),
    );
  }
  database.exec(`INSERT INTO search (rowid, name, email, id, organization, note, marks)
    SELECT recency, name, email, id, organization, note, marks FROM ${version < 3 ? 'person' : 'searched'}`);
  return restart({
    folder,
    keychain: buildKeychain(new Map([['history', secret]])),
    retention: openProfile().retention,
  } as Profile);
}

const versions = Array.from({ length: migrations.length }, (_, index) => index + 1);

it.each(versions)(
  'after the migration of version %i all data exists and can be searched',
  async (version) => {
    const profile = await profileOfVersion(version);
    const { history } = profile;
    expect(await idsOf(profile)).toHaveLength(people);
    expect(await history.entry(key('usr_7'))).toMatchObject({
      isPinned: true,
      note: 'called twice',
      lookUps: 1,
    });
    expect(await history.open(key('usr_7'))).toMatchObject({ user: { name: 'Łukasz 7' } });
    await vi.waitFor(async () =>
      expect(await idsOf(profile, { text: 'łukasz' })).toHaveLength(people),
    );
    expect(await idsOf(profile, { text: 'lukasz' })).toHaveLength(people);
    expect(await idsOf(profile, { text: 'twice', filter: 'pinned' })).toEqual(['usr_7']);
    expect((await history.timeline(key('usr_7'))).length).toBe(1);
  },
);

it.each(versions.slice(0, 3))(
  'after the migration of version %i a clock that jumped removes no one',
  async (version) => {
    const profile = await profileOfVersion(version);
    profile.clock.now = new Date(at + 365 * 24 * 60 * 60 * 1_000);
    profile.clock.serverTime = () => null;
    await profile.history.expire();
    expect(await idsOf(profile)).toHaveLength(people);
    expect(await profile.history.state()).toMatchObject({ clock: 'unconfirmed' });
  },
);

it.each(versions.slice(0, 2))(
  'people can be added, changed and removed while the index of version %i is rebuilt',
  async (version) => {
    const profile = await profileOfVersion(version);
    const { history } = profile;
    history.remember(buildLookUp({ id: 'usr_3', full_name: 'Søren' }));
    history.remember(buildLookUp({ id: 'usr_new', full_name: 'Đorđe' }));
    await history.setNote(key('usr_9'), 'Straße');
    await history.setPinned(key('usr_200'), true);
    expect(await history.forget('usr_2')).toMatchObject({ people: 1, lookUps: 1, answers: 1 });
    // An interrupted rebuild continues at the next start.
    const next = restart(profile);
    for (const { history } of [profile, next]) {
      await vi.waitFor(async () =>
        expect(await idsOf({ history }, { text: 'lukasz' })).toHaveLength(people - 2),
      );
      expect(await idsOf({ history }, { text: 'soren' })).toEqual(['usr_3']);
      expect(await idsOf({ history }, { text: 'dorde' })).toEqual(['usr_new']);
      expect(await idsOf({ history }, { text: 'strasse' })).toEqual(['usr_9']);
      expect(await idsOf({ history }, { text: 'lukasz', filter: 'pinned' })).toEqual([
        'usr_200',
        'usr_7',
      ]);
    }
    const database = await databaseOf(next);
    database.exec("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)");
    expect(
      database.all("SELECT name FROM sqlite_schema WHERE name LIKE 'search_removed%'"),
    ).toEqual([]);
  },
);

it.each(versions.slice(0, 2))(
  'forgetting removes people of version %i who were looked up by another id',
  async (version) => {
    const profile = await profileOfVersion(version);
    expect(await profile.history.forget('usr_mine')).toMatchObject({ people: 1, answers: 1 });
    expect(await profile.history.entry(key('me'))).toBeNull();
    expect(await pagesOf(profile)).not.toContain('usr_mine');
    expect(await profile.history.count(everyone)).toBe(people - 1);
  },
);
