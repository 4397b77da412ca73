import { vi, type Mock } from 'vitest';
import type { InspectorBridge } from '../../../electron/contract/bridge';
import type { BridgeFunctions } from '../../../electron/contract/channels';
import { ok } from '../../../electron/contract/result';
import type { StartData } from '../../../electron/contract/start';
import type { LoadedPolicy } from '../../../electron/policy/policy-file';
import { rulesOf } from '../../../electron/policy/rules';
import { AppState } from '../../../renderer/app-state';
import { buildLookUp, buildSettings, noPolicy } from '../builders';

type Mocked<Group> = {
  readonly [Name in keyof Group]: Group[Name] extends Procedure ? Mock<Group[Name]> : never;
};
type Procedure = (...args: never[]) => unknown;

export type FakeBridge = {
  readonly [Group in keyof BridgeFunctions]: Mocked<BridgeFunctions[Group]>;
} & Mocked<Pick<InspectorBridge, 'onNotice'>>;

const nothingRemoved = { people: 0, lookUps: 0, answers: 0, notes: 0 };

/**
 * A fake main process in which every call succeeds. Each id is found, a key is stored, the history
 * is empty, and no user has a photo.
 */
function fakeBridge(start: StartData): FakeBridge {
  let { settings } = start;
  return {
    app: {
      start: vi.fn(() => Promise.resolve(ok({ ...start, settings }))),
      takeLink: vi.fn(() => Promise.resolve(ok(null))),
      rememberPage: vi.fn(() => Promise.resolve(ok(undefined))),
      listLicenses: vi.fn(() => Promise.resolve(ok([]))),
    },
    settings: {
      change: vi.fn(({ retention, ...changes }) => {
        settings = { ...settings, ...changes, retention: { ...settings.retention, ...retention } };
        return Promise.resolve(ok({ settings, isSaved: true }));
      }),
    },
    key: {
      status: vi.fn(() => Promise.resolve(ok('stored'))),
      save: vi.fn(() => Promise.resolve(ok('accepted'))),
      cancelSave: vi.fn(() => Promise.resolve(ok(undefined))),
      remove: vi.fn(() => Promise.resolve(ok(undefined))),
    },
    proxy: {
      savePassword: vi.fn(({ proxy }) => Promise.resolve(ok([proxy]))),
      forgetPasswords: vi.fn(() => Promise.resolve(ok([]))),
    },
    connection: {
      check: vi.fn(() => Promise.resolve(ok({ host: 'api.example.com', proxy: null, lines: [] }))),
      cancelCheck: vi.fn(() => Promise.resolve(ok(undefined))),
    },
    user: {
      lookUp: vi.fn((query) =>
        Promise.resolve(ok({ ...buildLookUp(query, query), changes: null })),
      ),
      cancelLookUp: vi.fn(() => Promise.resolve(ok(undefined))),
    },
    history: {
      state: vi.fn(() => Promise.resolve(ok({ kept: 'on-disk' as const, replacedFile: null }))),
      list: vi.fn(() => Promise.resolve(ok({ entries: [], next: null }))),
      entry: vi.fn(() => Promise.resolve(ok(null))),
      count: vi.fn(() => Promise.resolve(ok(0))),
      timeline: vi.fn(() => Promise.resolve(ok([]))),
      lookUps: vi.fn(() => Promise.resolve(ok([]))),
      changes: vi.fn(() => Promise.resolve(ok(null))),
      setPinned: vi.fn(() => Promise.resolve(ok('kept' as const))),
      setNote: vi.fn(() => Promise.resolve(ok('kept' as const))),
      remove: vi.fn(() => Promise.resolve(ok(nothingRemoved))),
      clear: vi.fn(() => Promise.resolve(ok(nothingRemoved))),
      forget: vi.fn(() => Promise.resolve(ok(nothingRemoved))),
      countExpired: vi.fn(() => Promise.resolve(ok(nothingRemoved))),
      unreadFiles: vi.fn(() => Promise.resolve(ok({ aside: 0, isCurrentUnread: false }))),
      deleteUnreadFiles: vi.fn(() => Promise.resolve(ok({ deleted: 0, left: 0 }))),
      export: vi.fn(() => Promise.resolve(ok({ isSaved: true }))),
      open: vi.fn(({ id }) => Promise.resolve(ok(buildLookUp({ id })))),
    },
    updates: {
      state: vi.fn(() => Promise.resolve(ok({ name: 'not-asked' as const }))),
      check: vi.fn(() => Promise.resolve(ok({ name: 'newest' as const }))),
      download: vi.fn(() => Promise.resolve(ok({ name: 'newest' as const }))),
      cancelDownload: vi.fn(() => Promise.resolve(ok(undefined))),
      install: vi.fn(() => Promise.resolve(ok({ name: 'newest' as const }))),
    },
    photo: {
      load: vi.fn(() => Promise.resolve(ok({ url: null }))),
    },
    sampleData: {
      list: vi.fn(() => Promise.resolve(ok([]))),
    },
    clipboard: {
      writeText: vi.fn(() => Promise.resolve(ok(undefined))),
    },
    onNotice: vi.fn(() => () => undefined),
  };
}

/**
 * The renderer's state with a fake main process behind `window.inspector`, in British English.
 *
 * @param changes settings that differ from the defaults
 * @param restored what the page showed before a renderer crash
 * @param policy the policy of an IT department
 */
export function buildState(
  changes: Partial<StartData['settings']> = {},
  restored: StartData['restored'] = null,
  policy: LoadedPolicy = noPolicy,
) {
  const start: StartData = {
    settings: buildSettings({ language: 'en', ...changes }),
    systemLanguages: ['en-GB'],
    version: '1.2.3',
    defaultBaseUrl: 'https://default.example/v1',
    keychain: 'linux',
    policy: rulesOf(policy).onPage,
    restored,
  };
  const bridge = fakeBridge(start);
  vi.stubGlobal('inspector', bridge);
  return { bridge, state: new AppState(start) };
}

/** The functions of all groups of a bridge. */
export const functionsOf = ({ onNotice, ...groups }: FakeBridge): Mock[] => [
  onNotice as Mock,
  ...Object.values(groups).flatMap((group) => Object.values(group) as Mock[]),
];
