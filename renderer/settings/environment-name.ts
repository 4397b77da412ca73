import type { NamedServer } from '../../electron/contract/policy';
import { m } from '../messages/compiled/messages.js';
import { toDisplayText, toDisplayTextInSentence } from '../ui/display-text';

/**
 * The name of an environment on the screen: the name in the policy, else the server's host.
 *
 * @param environment a server's base URL, or `sample`
 * @param named the servers that the policy names
 */
export function environmentName(environment: string, named: readonly NamedServer[]): string {
  const name = nameAmong(named, environment);
  return name === undefined ? hostOf(environment) : toDisplayText(name);
}

/**
 * The name of an environment for use inside a sentence. Isolates the name's text direction, so that
 * it can't reorder the sentence.
 */
export function environmentInSentence(environment: string, named: readonly NamedServer[]): string {
  const name = nameAmong(named, environment);
  return name === undefined ? hostOf(environment) : toDisplayTextInSentence(name);
}

/** The name of an environment and its host, so that the IT department can find the server. */
export function environmentWithHost(environment: string, named: readonly NamedServer[]): string {
  const name = nameAmong(named, environment);
  const host = hostOf(environment);
  return name === undefined ? host : m.environment_with_host({ name: toDisplayText(name), host });
}

const nameAmong = (named: readonly NamedServer[], environment: string) =>
  named.find(({ baseUrl }) => baseUrl === environment)?.name;

const hostOf = (environment: string) =>
  environment === 'sample' ? m.sample_badge() : new URL(environment).host;
