import { writeSync } from 'node:fs';
import { url as inspectorUrl } from 'node:inspector';

/** What support asks for on a command line; the app writes it and ends. */
export type Questions = Readonly<Record<'version' | 'profile-dir' | 'diagnostics', () => string>>;

const helpText = `Account Inspector [account-inspector://user/<id>]

  --version            writes the version
  --profile-dir        writes the folder that holds settings, history and log
  --diagnostics        writes versions, system and settings, for support; no key and no personal data
  --help               writes this
  --user-data-dir=DIR  takes another profile
  --lang=LANGUAGE      takes another language than the system's
`;

/** Answers what was asked on the command line and ends; does nothing where the window is to open. */
export function answerQuestions(args: readonly string[], questions: Questions): void {
  const answers: Readonly<Record<string, () => string>> = { ...questions, help: () => helpText };
  for (const [name, answer] of Object.entries(answers)) {
    if (!args.includes(`--${name}`)) continue;
    // What is only queued at the exit may be lost.
    writeSync(process.stdout.fd, `${answer().trimEnd()}\n`);
    process.exit(0);
  }
}

/**
 * Switches that a person or an administrator may need: the questions below, where the profile is, which language, and how the
 * screen is drawn. Everything else that Chromium, Node and Electron would take is refused, because there are hundreds, new ones
 * with every version, and among them ways to read the page, the key on its way, or to run code: default deny.
 */
const allowedSwitches = new Set([
  'help',
  'version',
  'profile-dir',
  'diagnostics',
  'user-data-dir',
  'lang',
  // How it is drawn: https://www.electronjs.org/docs/latest/api/command-line-switches
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

/** What macOS hands to every program that it opens: a process number, and settings of AppKit. */
const fromMacOs = /^(psn_|NS|Apple)/;

/**
 * Chromium drops white space around an argument before it looks for a switch, Unicode's too on Windows. More may be dropped
 * here than there: it is an odd command line then, and is refused.
 */
const whiteSpaceAround = /^[\s\x85]+|[\s\x85]+$/g;

/**
 * The first switch on a command line that the app doesn't take, without its value, which may be personal; null where
 * there is none. Chromium takes `--name`, `-name`, on Windows `/name` too, in any case there, until a bare `--`
 * (https://source.chromium.org/chromium/chromium/src/+/main:base/command_line.cc).
 *
 * @param isRoot as root on Linux, Chromium starts without its sandbox or not at all
 */
export function refusedSwitch(
  args: readonly string[],
  platform: NodeJS.Platform,
  isRoot: boolean,
): string | null {
  const prefix = platform === 'win32' ? /^(--|-|\/)/ : /^--?/;
  const end = args.indexOf('--');
  for (const arg of end === -1 ? args : args.slice(0, end)) {
    const text = arg.replaceAll(whiteSpaceAround, '');
    const name = prefix.test(text) ? (text.replace(prefix, '').split('=')[0] ?? '') : '';
    const known = platform === 'win32' ? name.toLowerCase() : name;
    const isFine =
      known === '' ||
      allowedSwitches.has(known) ||
      (isRoot && known === 'no-sandbox') ||
      (platform === 'darwin' && fromMacOs.test(known));
    if (!isFine) return name;
  }
  return null;
}

/**
 * Ends an installed app that was started with a switch it doesn't take. Chromium opens its debugging port after the main
 * file has run. No fuse covers these switches
 * (https://github.com/electron/fuses/issues/2). Where a debugger could attach to this process, the fuse for that is
 * on, as it never is in what is shipped, and there is nothing left to protect.
 */
export function refuseUnknownSwitches(args: readonly string[], isPackaged: boolean): void {
  if (!isPackaged || inspectorUrl() !== undefined) return;
  const refused = refusedSwitch(args, process.platform, process.getuid?.() === 0);
  if (refused === null) return;
  process.stderr.write(`Account Inspector does not take the switch --${refused}.\n`);
  process.exit(64);
}
