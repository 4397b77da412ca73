import { randomUUID } from 'node:crypto';
import type { Log } from '../diagnostics/log';
import { fetchPhoto, type Photo } from './fetch-photo';

/** The renderer loads each photo from this prefix plus a random UUID. */
export const photoUrlPrefix = 'app://inspector/photo/';

/** An in-memory cache of photos. */
export interface PhotoCache {
  /**
   * Returns a cached photo, or fetches it.
   *
   * @returns its `app://` URL for the renderer; null if it could not be fetched
   */
  load(imageUrl: string): Promise<string | null>;
  /** The photo at a URL that `load` returned; null if it is no longer in the cache. */
  read(url: string): Promise<Photo | null>;
  /** Empties the cache. A photo that is needed later is fetched again. */
  clear(): void;
}

type CacheEntry = {
  readonly url: string;
  readonly photo: Promise<Photo | null>;
  /** Milliseconds since 1970; `Infinity` unless the fetch failed. */
  retryAt: number;
};

/** With photos of the maximum size (2 MiB), the cache takes about 40 MB. */
const maxEntries = 20;

/** A slow photo holds nothing up: the renderer shows the person's initials instead. */
const timeOutSeconds = 8;

/** How long a failed fetch is remembered before another attempt. */
const retryAfterMs = 5 * 60_000;

/**
 * @param fetch a `fetch` over an in-memory session that sends no cookies and no referrer
 * @param log receives the reason of each failure, without the URL or any other personal data
 */
export function createPhotoCache(fetch: typeof globalThis.fetch, log: Log): PhotoCache {
  /**
   * By image URL. A Map iterates in the order of insertion, so the least recently used is first.
   */
  const entries = new Map<string, CacheEntry>();

  function startFetch(imageUrl: string): CacheEntry {
    const entry: CacheEntry = {
      url: photoUrlPrefix + randomUUID(),
      photo: fetchPhoto(fetch, imageUrl, timeOutSeconds).then((fetched) => {
        if (fetched.ok) return fetched.value;
        log.info('photo.none', { reason: fetched.problem.kind });
        entry.retryAt = Date.now() + retryAfterMs;
        return null;
      }),
      retryAt: Infinity,
    };
    return entry;
  }

  /** Makes the entry the most recently used one, and evicts the least recently used one. */
  function touch(imageUrl: string, entry: CacheEntry): void {
    entries.delete(imageUrl);
    entries.set(imageUrl, entry);
    const oldest = entries.keys().next();
    if (entries.size > maxEntries && !oldest.done) entries.delete(oldest.value);
  }

  return {
    async load(imageUrl) {
      const cached = entries.get(imageUrl);
      const isFresh = cached !== undefined && Date.now() < cached.retryAt;
      const entry = isFresh ? cached : startFetch(imageUrl);
      touch(imageUrl, entry);
      return (await entry.photo) === null ? null : entry.url;
    },
    async read(url) {
      const entry = [...entries.values()].find((candidate) => candidate.url === url);
      return entry?.photo ?? null;
    },
    clear: () => entries.clear(),
  };
}
