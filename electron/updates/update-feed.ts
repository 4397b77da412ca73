import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import * as v from 'valibot';
import { problemOfException, problemOfStatus } from '../api/map-to-problem';
import { readBody } from '../api/read-body';
import { failed, ok, type Result } from '../contract/result';
import { baseUrlSchema } from '../contract/settings';

/** Generous: a feed takes a few kilobytes. */
export const maxFeedBytes = 64 * 1024;

/** The part of `app-update.yml` that electron-builder writes if a feed is configured. */
const configSchema = v.object({ provider: v.literal('generic'), url: baseUrlSchema });

/** No path and no shell metacharacters: electron-updater passes the name to a shell. */
const fileName = v.pipe(v.string(), v.regex(/^\w[\w.-]{0,200}$/));

const feedSchema = v.object({
  /** Excludes pre-releases. */
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

/** The feed's description of the newest version; `build/release/update-feed.mjs` writes it. */
export type Feed = v.InferOutput<typeof feedSchema> & {
  /** `path` and `sha512` repeat the first file, for electron-updater's type. */
  readonly path: string;
  readonly sha512: string;
};

/**
 * Reads the URL of the folder with the feed and its files, without a trailing slash. Null if the
 * build has no feed, or its URL is invalid.
 *
 * @param file the path of `app-update.yml` (https://www.electron.build/auto-update)
 */
export async function readFeedUrl(file: string): Promise<string | null> {
  try {
    const parsed = v.safeParse(configSchema, load(await readFile(file, 'utf8')));
    return parsed.success ? parsed.output.url : null;
  } catch {
    return null;
  }
}

/**
 * Fetches and parses the feed. Never rejects.
 *
 * @param timeOutSeconds for the whole request, body included
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
    const bytes = await readBody(response, maxFeedBytes, signal);
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

/** Parses a feed. Rejects it as a whole if any known field is invalid. */
export function parseFeed(text: string): Result<Feed> {
  try {
    const { version, files, releaseNotes, releaseDate } = v.parse(feedSchema, load(text));
    const [{ url: path, sha512 }] = files as [Feed['files'][0]];
    return ok({ version, files, releaseNotes, releaseDate, path, sha512 });
  } catch {
    return failed({ kind: 'update-feed-unusable' });
  }
}
