import type { Result } from '../electron/contract/result';

const sizeLimitMs = 1_000;
const startTries = 5;
const betweenTriesMs = 200;

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

/**
 * Waits until the window has a size. A layout that is made before that would move when the window
 * gets its size. Ends after `sizeLimitMs`: without a `resize` event, the first screen would never
 * appear.
 */
export async function waitForSize(
  target: Pick<Window, 'innerWidth' | 'addEventListener'>,
): Promise<void> {
  if (target.innerWidth > 0) return;
  const resized = new Promise((resolve) =>
    target.addEventListener('resize', resolve, { once: true }),
  );
  await Promise.race([resized, pause(sizeLimitMs)]);
}

/**
 * Requests from the main process what the first screen needs. Retries a refused request, because
 * the main process may not know the window's page yet.
 */
export async function requestStart<T>(ask: () => Promise<Result<T>>): Promise<Result<T>> {
  let start = await ask();
  for (let tries = 1; !start.ok && tries < startTries; tries += 1) {
    await pause(betweenTriesMs);
    start = await ask();
  }
  return start;
}
