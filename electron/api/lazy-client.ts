import type { ApiClient } from './client';

/**
 * Creates an API client that loads its code with the first request. Loading ky, and Node's fetch
 * classes which it uses, takes about 30 ms and would delay the first paint.
 *
 * @param fetch see `createApiClient`
 */
export function createLazyApiClient(fetch: typeof globalThis.fetch): ApiClient {
  let client: Promise<ApiClient> | undefined;
  return {
    async getUser(query, request) {
      client ??= import('./client').then(({ createApiClient }) => createApiClient(fetch));
      return (await client).getUser(query, request);
    },
  };
}
