import { describe, expect, it, vi } from 'vitest';
import { failed, ok } from '../../../electron/contract/result';
import { defaultRetention } from '../../../electron/contract/retention';
import type { ExportedEntry } from '../../../electron/history/export';
import type { SaveExport } from '../../../electron/history/save-export';
import { createHistoryHandlers } from '../../../electron/ipc/history-handlers';
import { baseUrl, buildLookUp } from '../builders';
import { openProfile } from '../history/profile';

const everyone = { text: '', filter: 'all' } as const;
const key = (id: string) => ({ environment: baseUrl, id });

/** A history in which Ann and Bob were looked up on the server, and Ann also in the sample data. */
function setUp({ allowsExport = true } = {}) {
  const { history } = openProfile();
  history.remember(buildLookUp({ id: 'usr_ann', full_name: 'Ann' }, { environment: 'sample' }));
  history.remember(buildLookUp({ id: 'usr_ann', full_name: 'Ann' }));
  history.remember(buildLookUp({ id: 'usr_bob', full_name: 'Bob' }));
  const exported: ExportedEntry[] = [];
  const saveExport = vi.fn<SaveExport>(async (_, entries) => {
    for await (const entry of entries) exported.push(entry);
    return ok({ isSaved: true });
  });
  let environment = baseUrl;
  return {
    history,
    exported,
    saveExport,
    handlers: createHistoryHandlers({
      history,
      environment: () => environment,
      allowsExport,
      saveExport,
    }),
    setEnvironment: (other: string) => (environment = other),
  };
}

describe('the history', () => {
  it('is listed, counted and opened in the current environment', async () => {
    const { handlers, setEnvironment } = setUp();
    const list = () => handlers.list({ ...everyone, before: null });
    expect(await list()).toMatchObject(
      ok({ entries: [{ id: 'usr_bob' }, { id: 'usr_ann' }], next: null }),
    );
    expect(await handlers.count(everyone)).toEqual(ok(2));
    setEnvironment('sample');
    expect(await list()).toMatchObject(ok({ entries: [{ id: 'usr_ann' }] }));
    expect(await handlers.open({ id: 'usr_ann' })).toMatchObject({
      value: { environment: 'sample' },
    });
    expect(await handlers.open({ id: 'usr_bob' })).toEqual(failed({ kind: 'not-in-history' }));
  });

  it('is listed in pages, and searched', async () => {
    const { handlers, history } = setUp();
    for (let count = 0; count < 150; count += 1)
      history.remember(buildLookUp({ id: `usr_${count}` }));
    const first = await handlers.list({ ...everyone, before: null });
    const { entries, next } = first.ok ? first.value : { entries: [], next: null };
    expect(entries).toHaveLength(100);
    expect(next).not.toBeNull();
    const second = await handlers.list({ ...everyone, before: next });
    expect(second).toMatchObject({ value: { entries: { length: 52 }, next: null } });
    expect(await handlers.list({ text: 'bob', filter: 'all', before: null })).toMatchObject(
      ok({ entries: [{ id: 'usr_bob' }] }),
    );
  });

  it('returns its state, timelines, lookups and changes', async () => {
    const { handlers } = setUp();
    expect(await handlers.state({})).toEqual(ok({ kept: 'on-disk', replacedFile: null }));
    expect(await handlers.timeline({ id: 'usr_ann' })).toMatchObject(ok([{ changes: null }]));
    expect(await handlers.timeline({ id: 'usr_eve' })).toEqual(ok([]));
    expect(await handlers.lookUps({ id: 'usr_ann' })).toMatchObject(ok([{ outcome: 'found' }]));
    expect(await handlers.changes({ id: 'usr_ann' })).toEqual(ok(null));
  });

  it('stores pins and notes for people in the history only', async () => {
    const { handlers, history } = setUp();
    expect(await handlers.setPinned({ id: 'usr_ann', isPinned: true })).toEqual(ok('kept'));
    expect(await handlers.setNote({ id: 'usr_ann', note: 'called twice' })).toEqual(ok('kept'));
    expect(await handlers.setNote({ id: 'usr_eve', note: 'nobody' })).toEqual(ok('not-in-history'));
    const pinned = await history.list(
      { environment: baseUrl, text: 'twice', filter: 'pinned' },
      null,
      9,
    );
    expect(pinned.entries).toMatchObject([{ id: 'usr_ann', note: 'called twice', isPinned: true }]);
  });
});

describe('a removal', () => {
  it('of some people or of all applies to the current environment', async () => {
    const { handlers, history } = setUp();
    expect(await handlers.remove({ ids: ['usr_ann', 'usr_eve'] })).toMatchObject(ok({ people: 1 }));
    expect(await history.open({ environment: 'sample', id: 'usr_ann' })).not.toBeNull();
    expect(await handlers.clear({})).toMatchObject(ok({ people: 1 }));
    expect(await history.open(key('usr_bob'))).toBeNull();
    expect(await history.open({ environment: 'sample', id: 'usr_ann' })).not.toBeNull();
  });

  it('with forget applies to all environments', async () => {
    const { handlers, history } = setUp();
    expect(await handlers.forget({ id: 'usr_ann' })).toEqual(
      ok({ people: 2, lookUps: 2, answers: 2, notes: 0 }),
    );
    expect(await history.open({ environment: 'sample', id: 'usr_ann' })).toBeNull();
    expect(await history.open(key('usr_bob'))).not.toBeNull();
  });
});

it('counts what another retention would remove, and removes nothing', async () => {
  const { handlers, history } = setUp();
  const retention = { ...defaultRetention, entryDays: 0 };
  expect(await handlers.countExpired({ retention })).toEqual(
    ok({ people: 3, lookUps: 3, answers: 3, notes: 0 }),
  );
  expect(await history.open(key('usr_ann'))).not.toBeNull();
});

describe('an export', () => {
  it('contains the entries that the list shows', async () => {
    const { handlers, saveExport, exported } = setUp();
    const saved = await handlers.export({
      text: 'ann',
      filter: 'all',
      format: 'csv',
      ids: null,
    });
    expect(saved).toEqual(ok({ isSaved: true }));
    expect(saveExport).toHaveBeenCalledExactlyOnceWith('csv', expect.anything());
    expect(exported).toMatchObject([{ environment: baseUrl, id: 'usr_ann' }]);
  });

  it('of a selection contains only the selected people in the history', async () => {
    const { handlers, exported } = setUp();
    await handlers.export({ ...everyone, format: 'json', ids: ['usr_bob', 'usr_eve'] });
    expect(exported.map(({ id }) => id)).toEqual(['usr_bob']);
  });
});
