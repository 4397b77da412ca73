import type { Result } from '../electron/contract/result';

const sizeLimitMs = 1_000;
const startTries = 5;
const betweenTriesMs = 200;

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

/**
 * Waits until the window has a size: until then, what is laid out in it would move when it gets
 * one. Waits only so long: without a `resize` event there would never be a first screen.
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
 * Asks the main process for what the first screen needs. Asks again if that is refused: the main
 * process may not know the window's page yet.
 */
export async function requestStart<T>(ask: () => Promise<Result<T>>): Promise<Result<T>> {
  let start = await ask();
  for (let tries = 1; !start.ok && tries < startTries; tries += 1) {
    await pause(betweenTriesMs);
    start = await ask();
  }
  return start;
}
