import { arch, platform, release } from 'node:os';
import { sizeOf } from '../history/history-file';
import type { Settings } from '../settings/settings';
import { redactText } from './redact';

type Facts = {
  readonly version: string;
  readonly isPackaged: boolean;
  /** The system's preferred languages, best first, as BCP 47 tags. */
  readonly languages: readonly string[];
  readonly profile: string;
  readonly historyFile: string;
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
