import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { projectFolder } from '../../../build/paths.mjs';
import type { Channels, Group } from '../../../electron/contract/channels';
import type { Keyring } from '../fixtures/keyring';
import { reportCount } from '../fixtures/report-count';
import { expect, test } from '../fixtures/test';

const hostileCalls = 10_000;

const everybody = { text: '', filter: 'all' };
const retention = { answerDays: 30, entryDays: 90, mostEntries: 100, keepsPinned: false };

/** The name of a channel. */
type ChannelName = { [G in Group]: `${G}:${keyof Channels[G] & string}` }[Group];

/** Each channel with a valid input. Channels that remove something come last. */
const channels: Record<ChannelName, Record<string, unknown>> = {
  'app:start': {},
  'app:takeLink': {},
  'app:rememberPage': { searchText: 'a', query: null, isFound: false },
  'app:listLicenses': {},
  'settings:change': { theme: 'dark', language: 'de', retention },
  'key:status': {},
  'key:save': { key: 'ak_1', keep: 'stored' },
  'key:cancelSave': {},
  'proxy:savePassword': {
    proxy: 'proxy.example:3128',
    name: 'ann',
    password: 'secret',
    keep: 'this-session',
  },
  'proxy:forgetPasswords': {},
  'connection:check': {},
  'connection:cancelCheck': {},
  'user:lookUp': { id: 'usr_ann_example' },
  'user:cancelLookUp': {},
  'history:state': {},
  'history:unreadFiles': {},
  'history:list': { ...everybody, before: null },
  'history:count': everybody,
  'history:entry': { id: 'usr_ann_example' },
  'history:open': { id: 'usr_ann_example' },
  'history:timeline': { id: 'usr_ann_example' },
  'history:lookUps': { id: 'usr_ann_example' },
  'history:changes': { id: 'usr_ann_example' },
  'history:countExpired': {
    retention: { answerDays: 3_650, entryDays: 3_650, mostEntries: 100_000, keepsPinned: true },
  },
  'history:setPinned': { id: 'usr_ann_example', isPinned: true },
  'history:setNote': { id: 'usr_ann_example', note: 'a' },
  'history:export': { ...everybody, format: 'csv', ids: null },
  'photo:load': { id: 'usr_ann_example' },
  'updates:state': {},
  'updates:check': {},
  'updates:download': {},
  'updates:cancelDownload': {},
  'updates:install': {},
  'sampleData:list': {},
  'clipboard:writeText': { text: 'a' },
  'history:remove': { ids: ['usr_ann_example'] },
  'history:clear': {},
  'history:forget': { id: 'usr_ann_example' },
  'history:deleteUnreadFiles': {},
  'key:remove': {},
};

/** Names that no channel has. */
const wrongChannels = [
  '',
  'app:start ',
  'APP:START',
  'user:lookUp\0',
  '__proto__',
  'constructor',
  'command',
  'key:read',
  'x'.repeat(10_000),
];

/** The functions of the bridge, by group and name. */
type Calls = Record<string, Record<string, (input: unknown) => unknown>>;

type Attack = (
  seed: number,
  count: number,
  fitting: readonly [string, unknown][],
) => Promise<Record<string, number>>;

type Hostile = {
  readonly attack: Attack;
  callUnknownChannels(names: readonly string[]): Promise<string[]>;
};

const megabyte = 1024 * 1024;

/** The main process's memory after garbage collection, and its resident set size. */
const memoryOf = (electron: ElectronApplication) =>
  electron.evaluate(() => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
    const gc = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void;
    gc();
    const { heapUsed, external, rss } = process.memoryUsage();
    return { held: heapUsed + external, rss };
  });

test(`${hostileCalls.toLocaleString('en')} calls of a compromised page are refused`, async ({
  launch,
  api,
}) => {
  const { electron, inspector } = await launch({ isAttacked: true });
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey(api.apiKey);
  await inspector.searchBox.waitFor();
  api.setUser('usr_after', { id: 'usr_after', full_name: 'Ann After' });
  const preload = join(projectFolder, 'tests/e2e/security/hostile-preload.cjs');
  await electron.evaluate(({ session }, preload) => {
    const trouble: string[] = [];
    Object.assign(globalThis, { trouble });
    for (const event of ['uncaughtException', 'unhandledRejection'])
      process.on(event, (error) => trouble.push(String(error)));
    const { defaultSession } = session;
    // Only newer versions of Electron have it
    // (https://www.electronjs.org/docs/latest/api/session#sesregisterpreloadscriptscript).
    if ('registerPreloadScript' in defaultSession)
      defaultSession.registerPreloadScript({ type: 'frame', filePath: preload });
    else (defaultSession as { setPreloads(preloads: string[]): void }).setPreloads([preload]);
  }, preload);
  await inspector.page.reload();
  await inspector.searchBox.waitFor();

  const fitting: [string, unknown][] = Object.entries(channels);
  const seed = Math.floor(Math.random() * 2 ** 31);
  const sum: Record<string, number> = {};
  const add = (answers: Record<string, number>) => {
    for (const [answer, count] of Object.entries(answers)) sum[answer] = (sum[answer] ?? 0) + count;
  };
  const attack = async (count: number) =>
    add(
      await inspector.page.evaluate(
        ({ seed, count, fitting }) =>
          (window as unknown as { hostile: Hostile }).hostile.attack(seed, count, fitting),
        { seed: seed + count, count, fitting },
      ),
    );
  /** Attacks from a second window with the app's page, and from a frame inside a page. */
  const attackFromElsewhere = async (count: number) => {
    const answers = await electron.evaluate(
      async ({ BrowserWindow }, { seed, count, fitting }) => {
        const window = new BrowserWindow({
          show: false,
          webPreferences: { nodeIntegrationInSubFrames: true },
        });
        const { webContents } = window;
        const call = `hostile.attack(${seed}, ${count / 2}, ${JSON.stringify(fitting)})`;
        await window.loadURL('app://inspector/index.html');
        const fromWindow: unknown = await webContents.executeJavaScript(call);
        await window.loadURL('data:text/html,<iframe srcdoc="<p>a</p>"></iframe>');
        const fromFrame: unknown = await webContents.mainFrame.frames[0]?.executeJavaScript(call);
        window.destroy();
        return [fromWindow, fromFrame] as Record<string, number>[];
      },
      { seed, count, fitting },
    );
    answers.forEach(add);
  };

  await attackFromElsewhere(hostileCalls / 5);
  await attack((2 * hostileCalls) / 5);
  const before = await memoryOf(electron);
  const rest = (2 * hostileCalls) / 5;
  await attack(rest);
  const after = await memoryOf(electron);

  const what = `seed ${seed}: ${JSON.stringify(sum)}`;
  const {
    'refused input': badInputs,
    'refused sender': badSenders,
    'not sent': unsent = 0,
    ...others
  } = sum;
  expect(others, what).toEqual({});
  expect([badInputs, badSenders], what).toEqual([(4 * hostileCalls) / 5, hostileCalls / 5]);
  expect((after.held - before.held) / rest, 'bytes per call that stay').toBeLessThan(50);
  expect((after.rss - before.rss) / megabyte, 'megabytes by which the process grew').toBeLessThan(
    16,
  );
  const strangers = await inspector.page.evaluate(
    (names) => (window as unknown as { hostile: Hostile }).hostile.callUnknownChannels(names),
    wrongChannels,
  );
  expect(new Set(strangers)).toEqual(new Set(['no such channel']));
  reportCount('hostile calls refused with a code', hostileCalls);
  reportCount('hostile calls that Electron stopped before', unsent + strangers.length);
  expect(
    await electron.evaluate(() => (globalThis as unknown as { trouble: string[] }).trouble),
  ).toEqual([]);

  await inspector.lookUp('usr_after');
  await expect(inspector.card.getByRole('heading', { name: 'Ann After' })).toBeVisible();
});

const settings = [
  ...[
    'environment',
    'baseUrl',
    'keyStoredFor[]',
    'proxy.use',
    'proxyPasswordFor',
    'language',
    'theme',
  ],
  ...[
    'timeOutSeconds',
    'lookUpOnPaste',
    'singleKeys',
    'showPhotos',
    'checkForUpdates',
    'isPrivate',
  ],
  ...['policyServer', 'retention.answerDays', 'retention.entryDays', 'retention.mostEntries'],
  'retention.keepsPinned',
]
  .map((name) => `value.settings.${name}`)
  .join(' ');

const policy = [
  'managedBy',
  'locked',
  'environments',
  'allowsSampleData',
  'allowsExport',
  'allowsVerify',
  'flaw',
]
  .map((name) => `value.policy.${name}`)
  .join(' ');

const entryOf = (path: string) =>
  [
    ...['environment', 'id', 'name', 'email', 'organization', 'isActive', 'lookedUpAt', 'outcome'],
    ...['foundAt', 'lookUps', 'isPinned', 'note'],
  ]
    .map((name) => `${path}.${name}`)
    .join(' ');

const removed = 'ok value.people value.lookUps value.answers value.notes';

/**
 * The fields that each channel returns. Every addition is a decision that the page may know the
 * field.
 */
const known: Record<ChannelName, string> = {
  'app:start': `ok value.systemLanguages[] value.version value.defaultBaseUrl value.keychain value.restored ${policy} ${settings}`,
  'settings:change': `ok ${settings} value.isSaved`,
  'app:takeLink': 'ok value',
  'app:rememberPage': 'ok value',
  'app:listLicenses': 'ok value[].name value[].version value[].identifier value[].text',
  'key:status': 'ok value',
  'key:save': 'ok problem.kind problem.status problem.code problem.traceId',
  'key:cancelSave': 'ok value',
  'proxy:savePassword': 'ok problem.kind problem.reason',
  'proxy:forgetPasswords': 'ok value',
  'connection:check':
    'ok value.host value.proxy value.lines[].check value.lines[].outcome value.lines[].finding',
  'connection:cancelCheck': 'ok value',
  'user:lookUp':
    'ok value.id value.environment value.fetchedAt value.user value.json value.traceId value.changes.changes value.changes.routine value.changes.since',
  'user:cancelLookUp': 'ok value',
  'history:state': 'ok value.kept value.replacedFile',
  'history:unreadFiles': 'ok value.aside value.isCurrentUnread',
  'history:deleteUnreadFiles': 'ok value.deleted value.left',
  'history:list': `ok ${entryOf('value.entries[]')} value.next`,
  'history:count': 'ok value',
  'history:entry': `ok ${entryOf('value')}`,
  'history:open': 'ok value.environment value.id value.fetchedAt value.user value.json',
  'history:timeline': 'ok value[].firstSeenAt value[].lastSeenAt value[].changes',
  'history:lookUps': 'ok value[].lookedUpAt value[].outcome',
  'history:changes': 'ok value.changes value.routine value.since',
  'history:setPinned': 'ok value',
  'history:setNote': 'ok value',
  'history:export': 'ok value.isSaved',
  'photo:load': 'ok value.url',
  'updates:state': 'ok value.name',
  'updates:check': 'ok value.name',
  'updates:download': 'ok value.name',
  'updates:cancelDownload': 'ok value',
  'updates:install': 'ok value.name',
  'sampleData:list': 'ok value[].of value[].id value[].shows',
  'clipboard:writeText': 'ok value',
  'history:remove': removed,
  'history:clear': removed,
  'history:forget': removed,
  'history:countExpired': removed,
  'key:remove': 'ok value',
};

test('no channel returns a secret, and each returns exactly the known fields', async ({
  launch,
  keyring,
  api,
}) => {
  const { electron, inspector } = await launch();
  await inspector.welcome.useServer(api.baseUrl);
  await inspector.welcome.enterKey(api.apiKey);
  await inspector.searchBox.waitFor();
  api.setUser('usr_ann_example', { id: 'usr_ann_example', full_name: 'Ann Example' });
  await inspector.lookUp('usr_ann_example');
  await inspector.card.waitFor();
  const historyKey = process.platform === 'linux' ? await readHistoryKey(keyring) : '';

  await electron.evaluate(({ dialog }) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
  });

  const saved = await inspector.page.evaluate(
    (key) => window.inspector.key.save({ key, keep: 'stored' }),
    api.apiKey,
  );
  expect(saved).toEqual({ ok: true, value: 'accepted' });

  const answers: Record<string, unknown> = {};
  for (const [channel, input] of Object.entries(channels)) {
    answers[channel] = await inspector.page.evaluate(
      ([group, name, input]) => {
        const bridge = window.inspector as unknown as Calls;
        return bridge[group as string]?.[name as string]?.(input);
      },
      [...channel.split(':'), input] as const,
    );
  }
  const text = JSON.stringify(answers);
  expect(text).toContain('Ann Example');
  expect(text).not.toContain(api.apiKey);
  if (historyKey !== '') expect(text).not.toContain(historyKey);
  const shapes = Object.fromEntries(
    Object.entries(answers).map(([channel, answer]) => [channel, [...shapeOf(answer)].toSorted()]),
  );
  expect(shapes).toEqual(
    Object.fromEntries(
      Object.entries(known).map(([channel, names]) => [channel, names.split(' ').toSorted()]),
    ),
  );
});

/** Waits for the history's key, which is stored only after the lookup is answered. */
async function readHistoryKey(keyring: Keyring): Promise<string> {
  let key = 'null';
  await expect.poll(() => (key = keyring.read('history'))).not.toBe('null');
  return key;
}

/**
 * The paths of all fields in a value. Users and raw answers count as one field, because their
 * fields vary.
 */
function shapeOf(value: unknown, path = ''): Set<string> {
  if (typeof value !== 'object' || value === null || /\.(user|json)$/.test(path))
    return new Set([path]);
  const inner = Array.isArray(value)
    ? value.map((item): [string, unknown] => [`${path}[]`, item])
    : Object.entries(value).map(([name, item]): [string, unknown] => [
        path === '' ? name : `${path}.${name}`,
        item,
      ]);
  return new Set(
    inner.length === 0 ? [path] : inner.flatMap(([path, item]) => [...shapeOf(item, path)]),
  );
}
