import type { NamedServer } from '../../electron/contract/policy';
import { m } from '../messages/compiled/messages.js';
import { readable, readableInSentence } from '../ui/readable';

/**
 * What the screen calls the place that answers come from.
 *
 * @param environment a server's base URL, or `sample`
 * @param named the servers that a policy gives a name
 */
export function environmentName(environment: string, named: readonly NamedServer[]): string {
  const name = nameAmong(named, environment);
  return name === undefined ? hostOf(environment) : readable(name);
}

/** The same for a place within a sentence, whose order it must not change. */
export function environmentInSentence(environment: string, named: readonly NamedServer[]): string {
  const name = nameAmong(named, environment);
  return name === undefined ? hostOf(environment) : readableInSentence(name);
}

/** The name with the host, so that IT can find the server. */
export function environmentForIt(environment: string, named: readonly NamedServer[]): string {
  const name = nameAmong(named, environment);
  const host = hostOf(environment);
  return name === undefined ? host : m.environment_with_host({ name: readable(name), host });
}

const nameAmong = (named: readonly NamedServer[], environment: string) =>
  named.find(({ baseUrl }) => baseUrl === environment)?.name;

const hostOf = (environment: string) =>
  environment === 'sample' ? m.sample_badge() : new URL(environment).host;
