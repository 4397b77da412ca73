import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ app: { name: 'Account Inspector' } }));
const print = vi.hoisted(() => vi.fn<(file: number, text: string) => string | null>());
vi.mock('../../../electron/shell/print', () => ({ print }));

const { answerInfoSwitches, findUnknownSwitch, hasSwitch } =
  await import('../../../electron/shell/command-line');

describe('an info switch', () => {
  beforeEach(() => {
    vi.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${String(code)}`);
    });
  });
  const switches = { version: () => '1.2.3', 'profile-dir': () => '/p', diagnostics: () => 'd' };
  const answer = (...args: string[]) => answerInfoSwitches(args, switches, () => 'de');

  it('is recognized with any value, but not after a bare --', () => {
    for (const args of [['--version'], ['--lang=de', '--version=1'], ['--version=']])
      expect(hasSwitch(args, 'version')).toBe(true);
    for (const args of [[], ['--', '--version'], ['--versions'], ['version']])
      expect(hasSwitch(args, 'version')).toBe(false);
  });

  it('ends the process with its output', () => {
    print.mockReset().mockReturnValue(null);
    expect(() => answer('--version=1')).toThrow('exit 0');
    expect(print).toHaveBeenCalledWith(process.stdout.fd, '1.2.3');
    print.mockReset();
    answer('--lang=de');
    expect(print).not.toHaveBeenCalled();
  });

  it('explains the switches in the system’s language', () => {
    print.mockReset().mockReturnValue(null);
    expect(() => answer('--help')).toThrow('exit 0');
    expect(print.mock.lastCall?.[1]).toMatch(/--version +gibt die Version aus/);
  });

  it('reports a full disk, but not a reader that has ended', () => {
    print.mockReset().mockReturnValue('ENOSPC');
    expect(() => answer('--version')).toThrow('exit 74');
    expect(print).toHaveBeenLastCalledWith(process.stderr.fd, expect.stringContaining('ENOSPC'));
    print.mockReset().mockReturnValue('EPIPE');
    expect(() => answer('--version')).toThrow('exit 0');
    expect(print).toHaveBeenCalledTimes(1);
  });
});

describe('an installed app accepts', () => {
  it.each([
    [],
    ['--user-data-dir=/srv/profile', '--lang=de'],
    ['--ozone-platform-hint=auto', '--force-device-scale-factor=1.5'],
    ['account-inspector://user/usr_abc'],
    ['--', '--remote-debugging-port=1'],
    [' --lang=de '],
  ])('%j', (...args) => {
    expect(findUnknownSwitch(args, 'linux', false)).toBeNull();
  });

  it('--no-sandbox for root only', () => {
    expect(findUnknownSwitch(['--no-sandbox'], 'linux', true)).toBeNull();
    expect(findUnknownSwitch(['--no-sandbox'], 'linux', false)).toBe('no-sandbox');
  });

  it('the switches that macOS adds, on macOS only', () => {
    const args = [
      '-psn_0_12345',
      '-NSDocumentRevisionsDebugMode',
      'YES',
      '-AppleLanguages',
      '(de)',
    ];
    expect(findUnknownSwitch(args, 'darwin', false)).toBeNull();
    expect(findUnknownSwitch(args, 'linux', false)).toBe('psn_0_12345');
  });
});

describe('an installed app rejects', () => {
  it.each([
    ['--remote-debugging-port=0', 'remote-debugging-port'],
    ['-remote-debugging-port=0', 'remote-debugging-port'],
    ['--remote-debugging-pipe', 'remote-debugging-pipe'],
    ['--inspect', 'inspect'],
    ['--inspect-brk=127.0.0.1:1', 'inspect-brk'],
    ['--inspect-publish-uid=http', 'inspect-publish-uid'],
    ['--js-flags=--expose-gc', 'js-flags'],
    ['--disable-web-security', 'disable-web-security'],
    ['--log-net-log=/tmp/net.json', 'log-net-log'],
    ['--ssl-key-log-file=/tmp/keys', 'ssl-key-log-file'],
    ['--ignore-certificate-errors', 'ignore-certificate-errors'],
    ['--host-resolver-rules=MAP * 127.0.0.1', 'host-resolver-rules'],
    ['--renderer-cmd-prefix=strace', 'renderer-cmd-prefix'],
    ['--whatever-comes-next', 'whatever-comes-next'],
    ['--LANG=de', 'LANG'],
  ])('%s', (arg, name) => {
    expect(findUnknownSwitch(['--lang=de', arg], 'linux', true)).toBe(name);
  });

  it.each([
    [' --remote-debugging-port=1', 'linux'],
    ['\t-inspect', 'linux'],
    ['\n\v\f\r --js-flags=--expose-gc', 'darwin'],
    ['\u00A0/remote-debugging-port=1', 'win32'],
    ['\u0085\u3000\u2028--inspect', 'win32'],
  ] as const)('%j, whose white space Chromium trims', (arg, platform) => {
    expect(findUnknownSwitch([arg], platform, false)).not.toBeNull();
  });

  it.each([
    [' --', 'linux'],
    ['\u00A0--', 'linux'],
    ['\uFEFF--', 'win32'],
  ] as const)(
    'a switch after %j, which Chromium may not recognize as the end of the switches',
    (end, platform) => {
      expect(findUnknownSwitch([end, '--inspect'], platform, false)).toBe('inspect');
    },
  );

  it('switches with a slash or in other case, on Windows only', () => {
    expect(findUnknownSwitch(['/Remote-Debugging-Port=9222'], 'win32', false)).toBe(
      'Remote-Debugging-Port',
    );
    expect(findUnknownSwitch(['/LANG=de', '--User-Data-Dir=C:\\p'], 'win32', false)).toBeNull();
    expect(findUnknownSwitch(['/home/ann/notes'], 'linux', false)).toBeNull();
  });
});
