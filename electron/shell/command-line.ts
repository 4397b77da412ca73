import { url as inspectorUrl } from 'node:inspector';
import { app } from 'electron';
import { m } from '../../renderer/messages/compiled/messages.js';
import type { Locale } from '../contract/locale';
import { print } from './print';

/** The switches that print information for support, with the functions that compute the output. */
export type InfoSwitches = Readonly<
  Record<'version' | 'profile-dir' | 'diagnostics', () => string>
>;

/**
 * If the command line has an info switch, prints its output and ends the process. Chromium accepts
 * a value after each switch, so the app ignores one.
 */
export function answerInfoSwitches(
  args: readonly string[],
  switches: InfoSwitches,
  locale: () => Locale,
): void {
  const outputs: Readonly<Record<string, () => string>> = {
    ...switches,
    help: () => helpText(locale()),
  };
  for (const [name, output] of Object.entries(outputs)) {
    if (hasSwitch(args, name)) endWithOutput(output());
  }
}

function helpText(locale: Locale): string {
  const options = { locale };
  const lines = [
    ['--version', m.switch_version({}, options)],
    ['--profile-dir', m.switch_profile_dir({}, options)],
    ['--diagnostics', m.switch_diagnostics({}, options)],
    ['--help', m.switch_help({}, options)],
    [`--user-data-dir=${m.switch_folder({}, options)}`, m.switch_user_data_dir({}, options)],
    [`--lang=${m.switch_language({}, options)}`, m.switch_lang({}, options)],
  ] as const;
  const width = Math.max(...lines.map(([name]) => name.length));
  return [
    `${app.name} [account-inspector://user/<id>]`,
    '',
    ...lines.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`),
  ].join('\n');
}

/** Ignores what follows a bare `--`, as {@link findUnknownSwitch} does. */
export function hasSwitch(args: readonly string[], name: string): boolean {
  const end = args.indexOf('--');
  const switches = end === -1 ? args : args.slice(0, end);
  return switches.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
}

/** EX_USAGE and EX_IOERR of sysexits.h. */
const exitCodes = { usage: 64, output: 74 };

function endWithOutput(output: string): never {
  const failed = print(process.stdout.fd, output);
  // EPIPE: the program that read the output has ended, as `head` does. It has what it wanted.
  if (failed !== null && failed !== 'EPIPE')
    print(process.stderr.fd, `Account Inspector could not write its output (${failed}).`);
  process.exit(failed === null || failed === 'EPIPE' ? 0 : exitCodes.output);
}

/**
 * The only switches that an installed app accepts: those that an agent or an administrator may
 * need.
 *
 * Chromium, Node and Electron accept hundreds of others, and new ones with each version. Some of
 * them allow other programs to read the page, to intercept the API key or to run code.
 */
const allowedSwitches = new Set([
  'help',
  'version',
  'profile-dir',
  'diagnostics',
  'user-data-dir',
  'lang',
  // Rendering: https://www.electronjs.org/docs/latest/api/command-line-switches
  'disable-gpu',
  'disable-gpu-compositing',
  'enable-wayland-ime',
  'force-color-profile',
  'force-dark-mode',
  'force-device-scale-factor',
  'force-high-contrast',
  'force-renderer-accessibility',
  'force-prefers-reduced-motion',
  'gtk-version',
  'high-dpi-support',
  'ozone-platform',
  'ozone-platform-hint',
  'wayland-text-input-version',
  'class',
]);

/** macOS itself passes these to programs: a process serial number, and settings of AppKit. */
const macOsSwitch = /^(psn_|NS|Apple)/;

/**
 * Chromium trims an argument before it looks for a switch, on Windows including Unicode white
 * space. This pattern may trim more than Chromium does. In that case an unusual argument is
 * rejected, which is safe.
 */
const surroundingWhiteSpace = /^[\s\x85]+|[\s\x85]+$/g;

/**
 * Finds the first switch that the app does not accept; null if there is none. The result is the
 * name without the value, which may be personal data.
 *
 * Chromium recognizes `--name` and `-name`, up to a bare `--`. On Windows it also recognizes
 * `/name`, and ignores case:
 * https://source.chromium.org/chromium/chromium/src/+/main:base/command_line.cc
 *
 * @param isRoot accepts `--no-sandbox`, without which Chromium does not start as root on Linux
 */
export function findUnknownSwitch(
  args: readonly string[],
  platform: NodeJS.Platform,
  isRoot: boolean,
): string | null {
  const prefix = platform === 'win32' ? /^(--|-|\/)/ : /^--?/;
  const end = args.indexOf('--');
  for (const arg of end === -1 ? args : args.slice(0, end)) {
    const text = arg.replaceAll(surroundingWhiteSpace, '');
    const name = prefix.test(text) ? (text.replace(prefix, '').split('=')[0] ?? '') : '';
    const normalizedName = platform === 'win32' ? name.toLowerCase() : name;
    const isAccepted =
      normalizedName === '' ||
      allowedSwitches.has(normalizedName) ||
      (isRoot && normalizedName === 'no-sandbox') ||
      (platform === 'darwin' && macOsSwitch.test(normalizedName));
    if (!isAccepted) return name;
  }
  return null;
}

/**
 * Ends an installed app that was started with an unknown switch. That is early enough: Chromium
 * opens its debugging port only after the main script has run. There is no fuse for Chromium's
 * switches: https://github.com/electron/fuses/issues/2
 *
 * Does nothing if Node's inspector is open. Released builds disable it with a fuse, so this is a
 * test build.
 */
export function rejectUnknownSwitches(args: readonly string[], isPackaged: boolean): void {
  if (!isPackaged || inspectorUrl() !== undefined) return;
  const unknown = findUnknownSwitch(args, process.platform, process.getuid?.() === 0);
  if (unknown === null) return;
  print(
    process.stderr.fd,
    `Account Inspector does not take the switch --${unknown}. --help lists the switches.`,
  );
  process.exit(exitCodes.usage);
}
