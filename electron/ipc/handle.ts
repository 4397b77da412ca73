import { ipcMain, type IpcMainInvokeEvent, type WebFrameMain } from 'electron';
import * as v from 'valibot';
import { namedChannels, type Handlers } from '../contract/channels';
import { failed, type Result } from '../contract/result';
import type { Log } from '../diagnostics/log';

/** Whether a frame may call: only the top frame of the window's own page may. */
export type IsTrusted = (frame: WebFrameMain | null) => boolean;

/** A handler as it is called here: its input has passed its channel's schema. */
type Handler = (input: never) => Result<unknown> | Promise<Result<unknown>>;

/** Registers a handler for every channel. */
export function handleAll(handlers: Handlers, isTrusted: IsTrusted, log: Log): void {
  for (const { channel, group, name, input } of namedChannels) {
    const handler = (handlers[group] as Readonly<Record<string, Handler>>)[name];
    if (handler !== undefined) handle(channel, input, handler, isTrusted, log);
  }
}

/**
 * Registers one handler. A call from another sender and an input that does not fit its schema are
 * refused with a code. A handler that throws becomes the problem `internal`. The answer is always a
 * `Result`.
 */
export function handle(
  channel: string,
  schema: v.GenericSchema,
  handler: Handler,
  isTrusted: IsTrusted,
  log: Log,
): void {
  /** Reading the address of a frame that is gone throws. */
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
    return answer(channel, schema, handler, input, log);
  });
}

/** Checks the input and runs the handler. */
export async function answer(
  channel: string,
  schema: v.GenericSchema,
  handler: Handler,
  input: unknown,
  log: Log,
): Promise<Result<unknown>> {
  try {
    const parsed = isPlainObject(input)
      ? v.safeParse(schema, input, { abortEarly: true })
      : { success: false as const };
    if (!parsed.success) {
      log.warn('ipc.refused', { channel, reason: 'input' });
      return failed({ kind: 'refused', reason: 'input' });
    }
    const result = await handler(parsed.output as never);
    if (!result.ok && result.problem.kind === 'refused')
      log.warn('ipc.refused', { channel, reason: result.problem.reason });
    return result;
  } catch (error) {
    log.error('ipc.failed', { channel, error: error instanceof Error ? error.name : typeof error });
    return failed({ kind: 'internal' });
  }
}

/** Without this check an array, a date or a map would pass for an empty object. */
function isPlainObject(input: unknown): boolean {
  return (
    typeof input === 'object' && input !== null && Object.getPrototypeOf(input) === Object.prototype
  );
}
