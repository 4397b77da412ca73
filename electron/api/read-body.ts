/**
 * Reads the body of a response. Stops as soon as the body exceeds the limit, or the signal is
 * aborted, and cancels the download.
 *
 * @returns the bytes, or null if there are more than `limitBytes`
 * @throws the signal's reason if the signal is aborted; the stream's error if the connection is
 *   lost
 */
export async function readBody(
  { body }: Response,
  limitBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  const cancel = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return Buffer.concat(chunks);
      bytes += value.byteLength;
      if (bytes > limitBytes) {
        cancel();
        return null;
      }
      chunks.push(value);
    }
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
