import { ipcMain, type IpcMainInvokeEvent, type WebFrameMain } from 'electron';
import * as v from 'valibot';
import type { Log } from '../diagnostics/log';
import { failed, type Result } from '../result';
import { inputSchemas, type Channel, type Handlers } from './contract';

/** The only frame that may ask: the top one of the window's own page. */
export type IsTrusted = (frame: WebFrameMain | null) => boolean;

/**
 * Answers one channel. A stranger's call or an input that doesn't fit is refused with a code, a handler that throws
 * becomes the problem `internal`: what comes back is always a `Result`.
 */
export function handle<C extends Channel>(
  channel: C,
  handler: Handlers[C],
  isTrusted: IsTrusted,
  log: Log,
): void {
  /** A frame that is gone by now throws when it is asked for its address. */
  const isSafe = (event: IpcMainInvokeEvent) => {
    try {
      return isTrusted(event.senderFrame);
    } catch {
      return false;
    }
  };

  ipcMain.handle(channel, async (event, input: unknown): Promise<Result<unknown>> => {
    if (!isSafe(event)) {
      log.warn('ipc.refused', { channel, reason: 'sender' });
      return failed({ kind: 'refused', reason: 'sender' });
    }
    return answer(channel, handler, input, log);
  });
}

/** Checks the input and runs the handler. */
export async function answer<C extends Channel>(
  channel: C,
  handler: Handlers[C],
  input: unknown,
  log: Log,
): Promise<Result<unknown>> {
  try {
    const parsed = isPlainObject(input)
      ? v.safeParse(inputSchemas[channel], input, { abortEarly: true })
      : { success: false as const };
    if (!parsed.success) {
      log.warn('ipc.refused', { channel, reason: 'input' });
      return failed({ kind: 'refused', reason: 'input' });
    }
    const result = await handler(parsed.output);
    if (!result.ok && result.problem.kind === 'refused')
      log.warn('ipc.refused', { channel, reason: result.problem.reason });
    return result;
  } catch (error) {
    log.error('ipc.failed', { channel, error: error instanceof Error ? error.name : typeof error });
    return failed({ kind: 'internal' });
  }
}

/** An array, a date or a map would pass for an empty object. */
function isPlainObject(input: unknown): boolean {
  return typeof input === 'object' && input !== null && Object.getPrototypeOf(input) === Object.prototype;
}
