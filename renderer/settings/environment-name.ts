import { m } from '../messages/compiled/messages.js';

/**
 * What the screen calls the place that answers come from.
 *
 * @param environment a server's base URL, or `sample`
 */
export function environmentName(environment: string): string {
  return environment === 'sample' ? m.sample_badge() : new URL(environment).host;
}
