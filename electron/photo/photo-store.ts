import { randomUUID } from 'node:crypto';
import type { Log } from '../diagnostics/log';
import { fetchPhoto, type Photo } from './fetch-photo';

/** Below this the page finds its photos, each under a random name. */
export const photoFolder = 'app://inspector/photo/';

/** The photos of this session, in memory only. */
export interface Photos {
  /**
   * Fetches a photo, or takes it from those that are kept.
   *
   * @returns where the page finds it, or null where there is none to show
   */
  load(imageUrl: string): Promise<string | null>;
  /** The photo at an address that `load` gave out, or null where it is not kept any more. */
  read(address: string): Promise<Photo | null>;
  /** Forgets all of them; who is still to be seen is fetched again. */
  clear(): void;
}

type Kept = {
  readonly address: string;
  readonly photo: Promise<Photo | null>;
  /** Milliseconds since 1970. */
  retryAt: number;
};

/** Bounds the memory to some 40 megabytes, with photos as large as they may be. */
const mostKept = 20;

/** Nobody waits for a photo: the initials stand there. */
const timeOutSeconds = 8;

/** A host that has no photo now is left in peace this long. */
const retryAfterMs = 5 * 60_000;

/**
 * @param fetch over an in-memory session, without cookies and referrer
 * @param log is told why there is no photo, and never whose
 */
export function createPhotos(fetch: typeof globalThis.fetch, log: Log): Photos {
  /** By the image's URL; in the order of use, oldest first, as a Map keeps it. */
  const kept = new Map<string, Kept>();

  function begin(imageUrl: string): Kept {
    const begun: Kept = {
      address: photoFolder + randomUUID(),
      photo: fetchPhoto(fetch, imageUrl, timeOutSeconds).then((fetched) => {
        if (fetched.ok) return fetched.value;
        log.info('photo.none', { reason: fetched.problem.kind });
        begun.retryAt = Date.now() + retryAfterMs;
        return null;
      }),
      retryAt: Infinity,
    };
    return begun;
  }

  function keep(imageUrl: string, entry: Kept): void {
    kept.delete(imageUrl);
    kept.set(imageUrl, entry);
    const oldest = kept.keys().next();
    if (kept.size > mostKept && !oldest.done) kept.delete(oldest.value);
  }

  return {
    async load(imageUrl) {
      const known = kept.get(imageUrl);
      const entry = known !== undefined && Date.now() < known.retryAt ? known : begin(imageUrl);
      keep(imageUrl, entry);
      return (await entry.photo) === null ? null : entry.address;
    },
    async read(address) {
      const entry = [...kept.values()].find((candidate) => candidate.address === address);
      return entry?.photo ?? null;
    },
    clear: () => kept.clear(),
  };
}
