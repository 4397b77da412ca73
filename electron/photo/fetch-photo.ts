import { problemOfException, problemOfStatus } from '../api/map-to-problem';
import { readBody } from '../api/read-body';
import { failed, ok, type Result } from '../contract/result';
import { contentTypes, readHeader } from './image-header';
import { photoAddress } from './photo-url';

/** A picture that the page can show. */
export type Photo = { readonly bytes: Uint8Array<ArrayBuffer>; readonly contentType: string };

/** A picture longer than this is not read: those of profiles take some tens of kilobytes. */
export const photoLimitBytes = 2 * 1024 * 1024;

/**
 * A picture with more pixels is not shown: each takes four bytes or eight once it is painted, whatever few of the file it
 * takes. Cameras make 12 millions of them.
 */
export const mostPixels = 4096 * 4096;

/**
 * Fetches a photo from a host that nobody vouches for: without key, cookie and referrer, from no other address than
 * this one. Never rejects.
 *
 * @param fetch over an in-memory session, without cookies and referrer
 * @param imageUrl as the customer wrote it
 * @param timeOutSeconds for everything together
 */
export async function fetchPhoto(
  fetch: typeof globalThis.fetch,
  imageUrl: string,
  timeOutSeconds: number,
): Promise<Result<Photo>> {
  const url = photoAddress(imageUrl);
  if (url === null) return failed({ kind: 'refused', reason: 'input' });
  const signal = AbortSignal.timeout(timeOutSeconds * 1_000);
  try {
    const response = await fetch(url.href, {
      headers: { accept: contentTypes.join(', ') },
      // It could lead to an address that is refused.
      redirect: 'error',
      signal,
    });
    return await readPhoto(response, signal);
  } catch (error) {
    return failed(
      signal.aborted
        ? { kind: 'time-out', seconds: timeOutSeconds }
        : problemOfException(error, url.host),
    );
  }
}

async function readPhoto(response: Response, signal: AbortSignal): Promise<Result<Photo>> {
  if (response.status !== 200) {
    await response.body?.cancel();
    return failed(problemOfStatus(response, undefined));
  }
  const bytes = await readBody(response, photoLimitBytes, signal);
  if (bytes === null) return failed({ kind: 'answer-too-large', limitBytes: photoLimitBytes });
  // Whatever the host calls it.
  const header = readHeader(bytes);
  return header === null || header.pixels > mostPixels
    ? failed({ kind: 'unexpected-answer', status: response.status })
    : ok({ bytes, contentType: header.contentType });
}
