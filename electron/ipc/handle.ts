import { ipcMain, type IpcMainInvokeEvent, type WebFrameMain } from 'electron';
import * as v from 'valibot';
import { namedChannels, type Handlers } from '../contract/channels';
import { failed, type Result } from '../contract/result';
import type { Log } from '../diagnostics/log';

/** Whether a frame may call the main process: only the top frame of the app's own window may. */
export type IsTrusted = (frame: WebFrameMain | null) => boolean;

/** A handler of any channel. Its input has passed the channel's schema. */
type Handler = (input: never) => Result<unknown> | Promise<Result<unknown>>;

/** Registers the handlers of all channels. */
export function handleAll(handlers: Handlers, isTrusted: IsTrusted, log: Log): void {
  for (const { channel, group, name, input } of namedChannels) {
    const handler = (handlers[group] as Readonly<Record<string, Handler>>)[name];
    if (handler !== undefined) handle(channel, input, handler, isTrusted, log);
  }
}

/**
 * Registers the handler of one channel. The renderer always gets a `Result`:
 *
 * - the problem `refused` if the sender is not trusted or the input does not match the schema
 * - the problem `internal` if the handler throws
 * - else the handler's result
 */
export function handle(
  channel: string,
  schema: v.GenericSchema,
  handler: Handler,
  isTrusted: IsTrusted,
  log: Log,
): void {
  /** Reading the URL of a frame that was destroyed meanwhile throws. */
  const isTrustedSender = (event: IpcMainInvokeEvent) => {
    try {
      return isTrusted(event.senderFrame);
    } catch {
      return false;
    }
  };

  ipcMain.handle(channel, async (event, input: unknown): Promise<Result<unknown>> => {
    if (!isTrustedSender(event)) {
      log.warn('ipc.refused', { channel, reason: 'sender' });
      return failed({ kind: 'refused', reason: 'sender' });
    }
    return runHandler(channel, schema, handler, input, log);
  });
}

/**
 * Validates the input and runs the handler. Never rejects. The log gets the channel and the reason,
 * and never the input.
 */
export async function runHandler(
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

/** Needed because valibot accepts an array, a Date or a Map as an empty object. */
function isPlainObject(input: unknown): boolean {
  return (
    typeof input === 'object' && input !== null && Object.getPrototypeOf(input) === Object.prototype
  );
}
