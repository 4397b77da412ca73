import { vi, type Mock } from 'vitest';
import type { Start } from '../../../electron/ipc/contract';
import type { FoundPolicy } from '../../../electron/policy/policy-file';
import { rulesOf } from '../../../electron/policy/rules';
import type { InspectorBridge } from '../../../electron/preload';
import { ok } from '../../../electron/result';
import { Inspector } from '../../../renderer/inspector.svelte';
import { buildLookUp, buildSettings, noPolicy } from '../builders';

export type FakeBridge = { readonly [Name in keyof InspectorBridge]: Mock<InspectorBridge[Name]> };

const nothingRemoved = { people: 0, lookUps: 0, answers: 0, notes: 0 };

/** A main process where everything succeeds: each id is found, a key is stored, nothing was looked up yet, nobody has a photo. */
export function fakeBridge(start: Start): FakeBridge {
  let { settings } = start;
  return {
    start: vi.fn(() => Promise.resolve(ok({ ...start, settings }))),
    changeSettings: vi.fn(({ retention, ...changes }) => {
      settings = { ...settings, ...changes, retention: { ...settings.retention, ...retention } };
      return Promise.resolve(ok({ settings, isSaved: true }));
    }),
    keyStatus: vi.fn(() => Promise.resolve(ok('stored'))),
    saveKey: vi.fn(() => Promise.resolve(ok('accepted'))),
    cancelSaveKey: vi.fn(() => Promise.resolve(ok(undefined))),
    removeKey: vi.fn(() => Promise.resolve(ok(undefined))),
    saveProxyPassword: vi.fn(({ proxy }) => Promise.resolve(ok([proxy]))),
    forgetProxyPasswords: vi.fn(() => Promise.resolve(ok([]))),
    checkConnection: vi.fn(() => Promise.resolve(ok({ host: 'api.example.com', proxy: null, lines: [] }))),
    cancelConnectionCheck: vi.fn(() => Promise.resolve(ok(undefined))),
    lookUpUser: vi.fn((query) => Promise.resolve(ok({ ...buildLookUp(query, query), changes: null }))),
    cancelLookUp: vi.fn(() => Promise.resolve(ok(undefined))),
    historyState: vi.fn(() => Promise.resolve(ok({ kept: 'on-disk' as const, begunAnew: null }))),
    listHistory: vi.fn(() => Promise.resolve(ok({ entries: [], next: null }))),
    historyEntry: vi.fn(() => Promise.resolve(ok(null))),
    countHistory: vi.fn(() => Promise.resolve(ok(0))),
    timelineOf: vi.fn(() => Promise.resolve(ok([]))),
    lookUpsOf: vi.fn(() => Promise.resolve(ok([]))),
    changesOf: vi.fn(() => Promise.resolve(ok(null))),
    setPinned: vi.fn(() => Promise.resolve(ok('kept' as const))),
    setNote: vi.fn(() => Promise.resolve(ok('kept' as const))),
    removeFromHistory: vi.fn(() => Promise.resolve(ok(nothingRemoved))),
    clearHistory: vi.fn(() => Promise.resolve(ok(nothingRemoved))),
    forget: vi.fn(() => Promise.resolve(ok(nothingRemoved))),
    countExpired: vi.fn(() => Promise.resolve(ok(nothingRemoved))),
    unreadFiles: vi.fn(() => Promise.resolve(ok({ aside: 0, isCurrentUnread: false }))),
    deleteUnreadFiles: vi.fn(() => Promise.resolve(ok({ deleted: 0, left: 0 }))),
    exportHistory: vi.fn(() => Promise.resolve(ok({ isSaved: true }))),
    openFromHistory: vi.fn(({ id }) => Promise.resolve(ok(buildLookUp({ id })))),
    updateState: vi.fn(() => Promise.resolve(ok({ name: 'not-asked' as const }))),
    checkForUpdates: vi.fn(() => Promise.resolve(ok({ name: 'newest' as const }))),
    downloadUpdate: vi.fn(() => Promise.resolve(ok({ name: 'newest' as const }))),
    cancelUpdateDownload: vi.fn(() => Promise.resolve(ok(undefined))),
    installUpdate: vi.fn(() => Promise.resolve(ok({ name: 'newest' as const }))),
    loadPhoto: vi.fn(() => Promise.resolve(ok({ url: null }))),
    takeLink: vi.fn(() => Promise.resolve(ok(null))),
    rememberOpen: vi.fn(() => Promise.resolve(ok(undefined))),
    listLicenses: vi.fn(() => Promise.resolve(ok([]))),
    listSampleData: vi.fn(() => Promise.resolve(ok([]))),
    copy: vi.fn(() => Promise.resolve(ok(undefined))),
    onNotice: vi.fn(() => () => undefined),
  };
}

/**
 * The screen's state on such a main process, in British English. The bridge is also the page's `window.inspector`.
 *
 * @param lost what a page before this one showed, which was lost
 * @param policy what an IT department decided
 */
export function buildInspector(
  changes: Partial<Start['settings']> = {},
  lost: Start['lost'] = null,
  policy: FoundPolicy = noPolicy,
) {
  const start: Start = {
    settings: buildSettings({ language: 'en', ...changes }),
    systemLanguages: ['en-GB'],
    version: '1.2.3',
    defaultBaseUrl: 'https://default.example/v1',
    keychain: 'linux',
    policy: rulesOf(policy).onPage,
    lost,
  };
  const bridge = fakeBridge(start);
  vi.stubGlobal('inspector', bridge);
  return { bridge, inspector: new Inspector(bridge, start) };
}
