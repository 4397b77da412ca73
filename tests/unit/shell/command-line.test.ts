import { describe, expect, it } from 'vitest';
import { refusedSwitch } from '../../../electron/shell/command-line';

describe('an installed app takes', () => {
  it.each([
    [],
    ['--user-data-dir=/srv/profile', '--lang=de'],
    ['--ozone-platform-hint=auto', '--force-device-scale-factor=1.5'],
    ['account-inspector://user/usr_abc'],
    ['--', '--remote-debugging-port=1'],
    [' --lang=de '],
  ])('%j', (...args) => {
    expect(refusedSwitch(args, 'linux', false)).toBeNull();
  });

  it('no sandbox as root only, where Chromium has none', () => {
    expect(refusedSwitch(['--no-sandbox'], 'linux', true)).toBeNull();
    expect(refusedSwitch(['--no-sandbox'], 'linux', false)).toBe('no-sandbox');
  });

  it('what macOS adds, on macOS', () => {
    const args = [
      '-psn_0_12345',
      '-NSDocumentRevisionsDebugMode',
      'YES',
      '-AppleLanguages',
      '(de)',
    ];
    expect(refusedSwitch(args, 'darwin', false)).toBeNull();
    expect(refusedSwitch(args, 'linux', false)).toBe('psn_0_12345');
  });
});

describe('an installed app ends for', () => {
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
    expect(refusedSwitch(['--lang=de', arg], 'linux', true)).toBe(name);
  });

  it.each([
    [' --remote-debugging-port=1', 'linux'],
    ['\t-inspect', 'linux'],
    ['\n\v\f\r --js-flags=--expose-gc', 'darwin'],
    ['\u00A0/remote-debugging-port=1', 'win32'],
    ['\u0085\u3000\u2028--inspect', 'win32'],
  ] as const)('%j, whose white space Chromium drops', (arg, platform) => {
    expect(refusedSwitch([arg], platform, false)).not.toBeNull();
  });

  it.each([
    [' --', 'linux'],
    ['\u00A0--', 'linux'],
    ['\uFEFF--', 'win32'],
  ] as const)('a switch after %j, where Chromium may see no end', (end, platform) => {
    expect(refusedSwitch([end, '--inspect'], platform, false)).toBe('inspect');
  });

  it('Windows’ way to write a switch, in any case', () => {
    expect(refusedSwitch(['/Remote-Debugging-Port=9222'], 'win32', false)).toBe(
      'Remote-Debugging-Port',
    );
    expect(refusedSwitch(['/LANG=de', '--User-Data-Dir=C:\\p'], 'win32', false)).toBeNull();
    expect(refusedSwitch(['/home/ann/notes'], 'linux', false)).toBeNull();
  });
});
