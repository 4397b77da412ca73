import { problemOfException, problemOfStatus } from '../api/map-to-problem';
import { readBody } from '../api/read-body';
import { failed, ok, type Result } from '../contract/result';
import { contentTypes, readImageHeader } from './image-header';
import { parsePhotoUrl } from './photo-url';

/** An image that the renderer can show. */
export type Photo = { readonly bytes: Uint8Array<ArrayBuffer>; readonly contentType: string };

/** Generous: profile pictures usually take some tens of kilobytes. */
export const maxPhotoBytes = 2 * 1024 * 1024;

/**
 * Limits the memory that the renderer needs to decode an image: four or eight bytes per pixel,
 * however small the compressed file is. 16 megapixels are more than a typical phone photo has (12).
 */
const maxPixels = 4096 * 4096;

/**
 * Fetches a photo from an untrusted host. Sends no key, no cookie and no referrer, and follows no
 * redirect. Never rejects.
 *
 * @param fetch a `fetch` over an in-memory session that sends no cookies and no referrer
 * @param imageUrl untrusted: the user's `profile_image` as the API returned it
 * @param timeOutSeconds for the whole request, body included
 */
export async function fetchPhoto(
  fetch: typeof globalThis.fetch,
  imageUrl: string,
  timeOutSeconds: number,
): Promise<Result<Photo>> {
  const url = parsePhotoUrl(imageUrl);
  if (url === null) return failed({ kind: 'refused', reason: 'input' });
  const signal = AbortSignal.timeout(timeOutSeconds * 1_000);
  try {
    const response = await fetch(url.href, {
      headers: { accept: contentTypes.join(', ') },
      // A redirect could lead to a host that `parsePhotoUrl` rejects.
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
  const bytes = await readBody(response, maxPhotoBytes, signal);
  if (bytes === null) return failed({ kind: 'answer-too-large', limitBytes: maxPhotoBytes });
  // The bytes decide on the type, not the Content-Type header, which the host controls.
  const header = readImageHeader(bytes);
  return header === null || header.pixels > maxPixels
    ? failed({ kind: 'unexpected-answer', status: response.status })
    : ok({ bytes, contentType: header.contentType });
}
