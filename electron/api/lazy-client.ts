import type { ApiClient } from './client';

/**
 * A client that is made with its first request: ky and the fetch classes of Node that it touches take some 30 ms to
 * load, for which the first paint must not wait.
 *
 * @param fetch see `createApiClient`
 */
export function createApiClientAtFirstUse(fetch: typeof globalThis.fetch): ApiClient {
  let made: Promise<ApiClient> | undefined;
  return {
    async getUser(query, request) {
      made ??= import('./client').then(({ createApiClient }) => createApiClient(fetch));
      return (await made).getUser(query, request);
    },
  };
}
