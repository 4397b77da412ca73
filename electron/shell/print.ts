import { writeSync } from 'node:fs';

/**
 * Writes a line synchronously: `process.exit` can drop output that is still buffered.
 *
 * @returns the error's code if the line could not be written, for example because the disk is full
 *   or because the reader of a pipe has ended; null if all of it was written
 */
export function print(file: number, text: string): string | null {
  let rest = Buffer.from(`${text.trimEnd()}\n`);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(file, rest));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      // The reader of a pipe is slower than the app.
      if (code !== 'EAGAIN') return code;
    }
  }
  return null;
}
