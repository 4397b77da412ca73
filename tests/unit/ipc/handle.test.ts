import type { WebFrameMain } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { namedChannels } from '../../../electron/contract/channels';
import { failed, ok } from '../../../electron/contract/result';
import { defaultRetention } from '../../../electron/contract/retention';
import { handle, runHandler } from '../../../electron/ipc/handle';
import { buildLog, buildNewLookUp } from '../builders';

type Listener = (event: { senderFrame: WebFrameMain | null }, input: unknown) => Promise<unknown>;
const ipcMain = vi.hoisted(() => ({
  handle: vi.fn<(channel: string, listener: Listener) => void>(),
}));
vi.mock('electron', () => ({ ipcMain }));

const refusedInput = failed({ kind: 'refused', reason: 'input' });
const everyone = { text: '', filter: 'all' };
const schemas = new Map(namedChannels.map(({ channel, input }) => [channel, input]));

function schemaOf(channel: string) {
  const schema = schemas.get(channel);
  if (schema === undefined) throw new Error(`There is no channel ${channel}`);
  return schema;
}

/** Runs a channel with an input. Returns the result, and whether the handler was called. */
async function call(channel: string, input: unknown) {
  const handler = vi.fn(() => ok(undefined));
  const result = await runHandler(channel, schemaOf(channel), handler, input, buildLog());
  return { result, wasRun: handler.mock.calls.length > 0 };
}

describe('an input that matches the schema', () => {
  it.each<[string, unknown]>([
    ['app:start', {}],
    ['app:takeLink', {}],
    ['app:listLicenses', {}],
    ['app:rememberPage', { searchText: '', query: null, isFound: false }],
    ['app:rememberPage', { searchText: 'usr_a', query: { id: 'usr_a' }, isFound: true }],
    ['settings:change', {}],
    [
      'settings:change',
      { environment: 'sample', language: 'fr', theme: 'dark', timeOutSeconds: 120 },
    ],
    ['settings:change', { baseUrl: 'http://127.0.0.1:8080/v1' }],
    ['key:status', {}],
    ['key:save', { key: '', keep: 'stored' }],
    ['key:save', { key: 'ak_1', keep: 'this-session' }],
    ['key:cancelSave', {}],
    ['key:remove', {}],
    ['user:lookUp', { id: 'x' }],
    ['user:lookUp', { id: 'x'.repeat(2_000) }],
    ['user:cancelLookUp', {}],
    ['settings:change', { retention: defaultRetention }],
    ['settings:change', { retention: { entryDays: 7 } }],
    [
      'settings:change',
      { retention: { ...defaultRetention, answerDays: 0, entryDays: 0, mostEntries: 0 } },
    ],
    ['history:state', {}],
    ['history:list', { ...everyone, before: null }],
    ['history:list', { text: 'ann', filter: 'pinned', before: 7 }],
    ['history:count', everyone],
    ['history:open', { id: 'usr_a' }],
    ['history:timeline', { id: 'usr_a' }],
    ['history:setPinned', { id: 'usr_a', isPinned: true }],
    ['history:setNote', { id: 'usr_a', note: '' }],
    ['history:remove', { ids: ['usr_a', 'usr_b'] }],
    ['history:clear', {}],
    ['history:forget', { id: 'usr_a' }],
    ['history:export', { ...everyone, format: 'csv', ids: null }],
    ['history:export', { ...everyone, format: 'json', ids: ['usr_a'] }],
    ['photo:load', { id: 'usr_a' }],
    ['sampleData:list', {}],
    ['clipboard:writeText', { text: '' }],
  ])('reaches the handler of %s: %j', async (channel, input) => {
    expect(await call(channel, input)).toEqual({ result: ok(undefined), wasRun: true });
  });

  it('is passed to the handler as the schema transforms it', async () => {
    const handler = vi.fn(() => failed({ kind: 'internal' }));
    await runHandler(
      'settings:change',
      schemaOf('settings:change'),
      handler,
      { baseUrl: ' https://api.example.com/v1/ ' },
      buildLog(),
    );
    expect(handler).toHaveBeenCalledExactlyOnceWith({ baseUrl: 'https://api.example.com/v1' });
  });

  it('returns the result of a synchronous or asynchronous handler', async () => {
    const lookUp = ok(buildNewLookUp());
    expect(
      await runHandler(
        'user:lookUp',
        schemaOf('user:lookUp'),
        () => lookUp,
        { id: 'usr_a' },
        buildLog(),
      ),
    ).toBe(lookUp);
    const problem = failed({ kind: 'no-key' });
    const later = () => Promise.resolve(problem);
    expect(
      await runHandler('user:lookUp', schemaOf('user:lookUp'), later, { id: 'usr_a' }, buildLog()),
    ).toBe(problem);
  });
});

describe('an input that does not match the schema', () => {
  it.each<[string, unknown]>([
    ['settings:change', { environment: null }],
    ['settings:change', { environment: 'production' }],
    ['settings:change', { baseUrl: 'http://evil.example/v1' }],
    ['settings:change', { language: 'it' }],
    ['settings:change', { theme: undefined }],
    ['settings:change', { timeOutSeconds: 0 }],
    ['settings:change', { timeOutSeconds: 121 }],
    ['settings:change', { timeOutSeconds: 1.5 }],
    ['settings:change', { keyStoredFor: [] }],
    ['settings:change', { policyServer: null }],
    ['settings:change', { retention: {} }],
    ['settings:change', { retention: new Date(0) }],
    ['settings:change', { retention: { days: 7 } }],
    ['key:save', { key: 'ak_1' }],
    ['key:save', { key: 'ak_1', keep: 'for-ever' }],
    ['key:save', { key: ['ak_1'], keep: 'stored' }],
    ['key:save', { key: 'k'.repeat(10_001), keep: 'stored' }],
    ['user:lookUp', {}],
    ['user:lookUp', { id: '' }],
    ['user:lookUp', { id: null }],
    ['user:lookUp', { id: 'x'.repeat(2_001) }],
    ['settings:change', { retention: { ...defaultRetention, answerDays: -1 } }],
    ['settings:change', { retention: { ...defaultRetention, entryDays: 0.5 } }],
    ['settings:change', { retention: { ...defaultRetention, mostEntries: 100_001 } }],
    ['settings:change', { retention: { ...defaultRetention, evil: 1 } }],
    ['history:list', everyone],
    ['history:list', { ...everyone, before: 0.5 }],
    ['history:list', { ...everyone, before: null, filter: 'others' }],
    ['history:list', { ...everyone, before: null, environment: 'sample' }],
    ['history:count', { ...everyone, text: 'x'.repeat(2_001) }],
    ['history:open', { id: 7 }],
    ['history:open', { id: 'usr_a', environment: 'sample' }],
    ['history:setPinned', { id: 'usr_a', isPinned: 1 }],
    ['history:setNote', { id: 'usr_a', note: 'x'.repeat(2_001) }],
    ['history:remove', { ids: [''] }],
    ['history:remove', { ids: 'usr_a' }],
    ['history:clear', { environment: 'sample' }],
    ['history:export', { ...everyone, format: 'xlsx', ids: null }],
    ['history:export', { ...everyone, format: 'csv', ids: null, file: '/etc/passwd' }],
    ['photo:load', { url: 'https://evil.example/' }],
    ['clipboard:writeText', { text: {} }],
    ['clipboard:writeText', { text: 'x'.repeat(2_000_001) }],
  ])('is refused on %s: %j', async (channel, input) => {
    expect(await call(channel, input)).toEqual({ result: refusedInput, wasRun: false });
  });

  it.each([...schemas.keys()])(
    'is refused on %s if it is not an object or has an unknown key',
    async (channel) => {
      const good = { id: 'usr_a', key: 'ak_1', keep: 'stored', text: '' };
      for (const input of [undefined, null, 'x', 7, ['x'], { ...good, evil: 1 }])
        expect(await call(channel, input)).toEqual({ result: refusedInput, wasRun: false });
    },
  );

  it('is logged with the reason if the handler refuses it', async () => {
    const log = buildLog();
    const refused = failed({ kind: 'refused', reason: 'policy' });
    expect(
      await runHandler(
        'settings:change',
        schemaOf('settings:change'),
        () => refused,
        { showPhotos: true },
        log,
      ),
    ).toEqual(refused);
    expect(log.warn.mock.calls).toEqual([
      ['ipc.refused', { channel: 'settings:change', reason: 'policy' }],
    ]);
  });

  it('is logged without the input', async () => {
    const log = buildLog();
    await runHandler(
      'key:save',
      schemaOf('key:save'),
      () => ok('accepted'),
      { key: 'ak_secret', keep: 'x' },
      log,
    );
    expect(log.warn).toHaveBeenCalledExactlyOnceWith('ipc.refused', {
      channel: 'key:save',
      reason: 'input',
    });
  });
});

describe('a handler that fails', () => {
  const throws = (thrown: unknown) => () => {
    throw thrown;
  };

  it.each([
    ['an error', throws(new TypeError('x of usr_a')), 'TypeError'],
    ['a string', throws('usr_a'), 'string'],
    ['a rejected promise', () => Promise.reject(new RangeError('usr_a')), 'RangeError'],
  ])(
    'with %s results in the problem internal, and the log gets only the error’s name',
    async (_, handler, error) => {
      const log = buildLog();
      expect(
        await runHandler('user:lookUp', schemaOf('user:lookUp'), handler, { id: 'usr_a' }, log),
      ).toEqual(failed({ kind: 'internal' }));
      expect(log.error).toHaveBeenCalledExactlyOnceWith('ipc.failed', {
        channel: 'user:lookUp',
        error,
      });
    },
  );
});

describe('a call', () => {
  const frame = (): WebFrameMain => Object.create(null) as WebFrameMain;
  const appFrame = frame();

  function listen(isTrusted = (sender: WebFrameMain | null) => sender === appFrame) {
    const handler = vi.fn(() => ok('none' as const));
    const log = buildLog();
    handle('key:status', schemaOf('key:status'), handler, isTrusted, log);
    const [channel, listener] = ipcMain.handle.mock.calls.at(-1) ?? [];
    expect(channel).toBe('key:status');
    const call = (senderFrame: WebFrameMain | null, input: unknown) =>
      listener?.({ senderFrame }, input);
    return { call, handler, log };
  }

  it('from the app’s page runs the handler', async () => {
    expect(await listen().call(appFrame, {})).toEqual(ok('none'));
  });

  it.each([
    ['another frame', frame()],
    ['a destroyed frame', null],
  ])('from %s is refused before its input is validated', async (_, sender) => {
    const { call, handler, log } = listen();
    expect(await call(sender, {})).toEqual(failed({ kind: 'refused', reason: 'sender' }));
    expect(handler).not.toHaveBeenCalled();
    expect(log.warn).toHaveBeenCalledExactlyOnceWith('ipc.refused', {
      channel: 'key:status',
      reason: 'sender',
    });
  });

  it('from a frame that is destroyed during the check is refused', async () => {
    const { call, handler } = listen(() => {
      throw new Error('Render frame was disposed');
    });
    expect(await call(appFrame, {})).toEqual(failed({ kind: 'refused', reason: 'sender' }));
    expect(handler).not.toHaveBeenCalled();
  });
});
