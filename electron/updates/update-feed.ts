import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import * as v from 'valibot';
import { problemOfException, problemOfStatus } from '../api/map-to-problem';
import { readBody } from '../api/read-body';
import { failed, ok, type Result } from '../contract/result';
import { baseUrlSchema } from '../contract/settings';

/** A feed longer than this is not read: it takes some kilobytes. */
export const feedLimitBytes = 64 * 1024;

/** What electron-builder writes into a package that is built with a feed. */
const configSchema = v.object({ provider: v.literal('generic'), url: baseUrlSchema });

/** A name and no path, and nothing that a shell knows: electron-updater hands it to one. */
const fileName = v.pipe(v.string(), v.regex(/^\w[\w.-]{0,200}$/));

const feedSchema = v.object({
  /** No pre-release: nobody gets one without asking for it. */
  version: v.pipe(v.string(), v.regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/)),
  files: v.pipe(
    v.array(
      v.object({
        url: fileName,
        sha512: v.pipe(v.string(), v.regex(/^[A-Za-z\d+/]{86}==$/)),
        /** Bytes. */
        size: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
      }),
    ),
    v.minLength(1),
    v.maxLength(20),
  ),
  releaseNotes: v.optional(v.pipe(v.string(), v.maxLength(20_000)), ''),
  releaseDate: v.optional(v.string(), ''),
});

/** What a feed says of the newest version; `build/release/update-feed.mjs` writes it. */
export type Feed = v.InferOutput<typeof feedSchema> & {
  /** What versions of electron-updater long gone went by. */
  readonly path: string;
  readonly sha512: string;
};

/**
 * The address of the folder that holds the feed and the files it names, without a slash at its end; null where the build
 * named none, or none that is safe.
 *
 * @param file `app-update.yml` (https://www.electron.build/auto-update)
 */
export async function readFeedAddress(file: string): Promise<string | null> {
  try {
    const parsed = v.safeParse(configSchema, load(await readFile(file, 'utf8')));
    return parsed.success ? parsed.output.url : null;
  } catch {
    return null;
  }
}

/**
 * Asks the feed for the newest version. Never rejects.
 *
 * @param timeOutSeconds for everything together
 */
export async function fetchFeed(
  fetch: typeof globalThis.fetch,
  url: URL,
  timeOutSeconds: number,
): Promise<Result<Feed>> {
  const signal = AbortSignal.timeout(timeOutSeconds * 1_000);
  try {
    const response = await fetch(url.href, { signal });
    if (response.status !== 200) {
      await response.body?.cancel();
      return failed(
        response.status >= 500
          ? problemOfStatus(response, undefined)
          : { kind: 'update-feed-unusable' },
      );
    }
    const bytes = await readBody(response, feedLimitBytes, signal);
    return bytes === null
      ? failed({ kind: 'update-feed-unusable' })
      : parseFeed(new TextDecoder().decode(bytes));
  } catch (error) {
    return failed(
      signal.aborted
        ? { kind: 'time-out', seconds: timeOutSeconds }
        : problemOfException(error, url.host),
    );
  }
}

/** Takes a feed as it is meant to be, or not at all. */
export function parseFeed(text: string): Result<Feed> {
  try {
    const { version, files, releaseNotes, releaseDate } = v.parse(feedSchema, load(text));
    const [{ url: path, sha512 }] = files as [Feed['files'][0]];
    return ok({ version, files, releaseNotes, releaseDate, path, sha512 });
  } catch {
    return failed({ kind: 'update-feed-unusable' });
  }
}
