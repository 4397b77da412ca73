import { arch, platform, release } from 'node:os';
import type { Flaw } from '../contract/policy';
import type { Settings } from '../contract/settings';
import type { LoadedPolicy } from '../policy/policy-file';
import { redactText } from './redact';

type DiagnosticsInput = {
  readonly version: string;
  readonly isPackaged: boolean;
  /** The system's preferred languages, best first, as BCP 47 tags. */
  readonly languages: readonly string[];
  readonly profile: string;
  /** Bytes of the history's database file; 0 if there is none. */
  readonly historySize: number;
  readonly policy: LoadedPolicy;
  readonly settings: Settings;
  readonly env: Readonly<NodeJS.ProcessEnv>;
};

/**
 * Environment variables that set a proxy. The report lists only their names, because their values
 * can contain a password.
 */
const proxyVariables = /^(https?|all|no)_proxy$/i;

/**
 * The report of `--diagnostics` for support: versions, system and settings, one `name: value` per
 * line. Contains no API key, no user id and no name of a home folder. In English on every system,
 * so that support can read it.
 */
export function diagnosticsText(input: DiagnosticsInput): string {
  const { settings, env } = input;
  const { node, chrome, electron } = process.versions;
  const proxies = Object.keys(env).filter((name) => proxyVariables.test(name) && env[name] !== '');
  const lines: [string, string | number | boolean][] = [
    ['Account Inspector', `${input.version}${input.isPackaged ? '' : ' (from the sources)'}`],
    ['Electron', `${electron}, Chromium ${chrome}, Node ${node}`],
    ['System', `${platform()} ${release()} ${arch()}`],
    ['Languages', input.languages.join(', ')],
    ['Profile', redactText(input.profile)],
    ['Policy', describePolicy(input.policy)],
    ['Server', settings.environment === 'sample' ? 'sample data' : settings.baseUrl],
    ['A key was stored for it', settings.keyStoredFor.includes(settings.baseUrl)],
    ['Longest wait, seconds', settings.timeOutSeconds],
    ['Language', settings.language],
    ['Theme', settings.theme],
    ['Looks for newer versions', settings.checkForUpdates],
    ['Profile pictures', settings.showPhotos],
    ['History, bytes', input.historySize],
    ['History, days', `${settings.retention.entryDays}, answers ${settings.retention.answerDays}`],
    ['Proxy variables', proxies.length === 0 ? 'none' : proxies.join(', ')],
  ];
  return lines.map(([name, value]) => `${name}: ${value}\n`).join('');
}

function describePolicy({ file, policy, flaw }: LoadedPolicy): string {
  if (flaw !== null) return `${file}, can't be used: ${describeFlaw(flaw)}`;
  if (policy === null) return `none in ${file}`;
  const { managedBy, defaults = {}, locked = {} } = policy;
  const names = (values: object) => Object.keys(values).join(' ') || 'nothing';
  return `${file}, managed by ${withoutControls(managedBy)}, sets ${names(defaults)}, locks ${names(locked)}`;
}

function describeFlaw(flaw: Flaw): string {
  if (flaw.reason === 'not-fitting')
    return withoutControls(`not-fitting: ${flaw.places.join(' ')}`);
  if (flaw.reason !== 'not-json' || flaw.at === null) return flaw.reason;
  return `not-json, line ${flaw.at.line}, column ${flaw.at.column}`;
}

/** Text from the policy file could otherwise send escape sequences to the terminal. */
const withoutControls = (text: string) => text.replace(/[\p{Cc}\p{Cf}]/gu, ' ');
