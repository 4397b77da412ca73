import { arch, platform, release } from 'node:os';
import type { Flaw } from '../contract/policy';
import type { Settings } from '../contract/settings';
import { sizeOf } from '../history/history-file';
import type { LoadedPolicy } from '../policy/policy-file';
import { redactText } from './redact';

type Facts = {
  readonly version: string;
  readonly isPackaged: boolean;
  /** The system's preferred languages, best first, as BCP 47 tags. */
  readonly languages: readonly string[];
  readonly profile: string;
  readonly historyFile: string;
  readonly policy: LoadedPolicy;
  readonly settings: Settings;
  readonly env: Readonly<NodeJS.ProcessEnv>;
};

/** By these, a system without a desktop says where its proxy is; the address may hold a password, so only their names are told. */
const proxyVariables = /^(https?|all|no)_proxy$/i;

/** What support asks for first, as text: versions, system and settings; no key, no id, no name, no home folder. */
export function diagnosticsText(facts: Facts): string {
  const { settings, env } = facts;
  const { node, chrome, electron } = process.versions;
  const proxies = Object.keys(env).filter((name) => proxyVariables.test(name) && env[name] !== '');
  const lines: [string, string | number | boolean][] = [
    ['Account Inspector', `${facts.version}${facts.isPackaged ? '' : ' (from the sources)'}`],
    ['Electron', `${electron}, Chromium ${chrome}, Node ${node}`],
    ['System', `${platform()} ${release()} ${arch()}`],
    ['Languages', facts.languages.join(', ')],
    ['Profile', redactText(facts.profile)],
    ['Policy', policyInWords(facts.policy)],
    ['Server', settings.environment === 'sample' ? 'sample data' : settings.baseUrl],
    ['A key was stored for it', settings.keyStoredFor.includes(settings.baseUrl)],
    ['Longest wait, seconds', settings.timeOutSeconds],
    ['Language', settings.language],
    ['Theme', settings.theme],
    ['Looks for newer versions', settings.checkForUpdates],
    ['Profile pictures', settings.showPhotos],
    ['History, bytes', sizeOf(facts.historyFile)],
    ['History, days', `${settings.retention.entryDays}, answers ${settings.retention.answerDays}`],
    ['Proxy variables', proxies.length === 0 ? 'none' : proxies.join(', ')],
  ];
  return lines.map(([name, value]) => `${name}: ${value}\n`).join('');
}

function policyInWords({ file, policy, flaw }: LoadedPolicy): string {
  if (flaw !== null) return `${file}, can't be used: ${flawInWords(flaw)}`;
  if (policy === null) return `none in ${file}`;
  const { managedBy, defaults = {}, locked = {} } = policy;
  const names = (values: object) => Object.keys(values).join(' ') || 'nothing';
  return `${file}, managed by ${inOneLine(managedBy)}, sets ${names(defaults)}, locks ${names(locked)}`;
}

function flawInWords(flaw: Flaw): string {
  if (flaw.reason === 'not-fitting') return inOneLine(`not-fitting: ${flaw.places.join(' ')}`);
  if (flaw.reason !== 'not-json' || flaw.at === null) return flaw.reason;
  return `not-json, line ${flaw.at.line}, column ${flaw.at.column}`;
}

/** What comes from a file must not steer a terminal. */
const inOneLine = (text: string) => text.replace(/[\p{Cc}\p{Cf}]/gu, ' ');
