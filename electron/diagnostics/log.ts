import type { NodeLogger } from 'electron-log';
import { redact, type Details } from './redact';

/**
 * Writes events with a fixed name, such as `ipc.failed`, and a few details. All details pass
 * `redact`. Never throws.
 */
export interface Log {
  info(event: string, details?: Details): void;
  warn(event: string, details?: Details): void;
  error(event: string, details?: Details): void;
}

const megabyte = 1024 * 1024;

/**
 * Creates a log that writes to a file. The file and one older file have at most 1 MiB each. Loads
 * electron-log with the first event, so that it does not delay the first paint. Uses its Node entry
 * point, because the Electron one opens IPC channels of its own.
 *
 * @param file the absolute path; the folder is created if necessary
 */
export function createLog(file: string): Log {
  let logger: Promise<NodeLogger> | undefined;
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (event: string, details: Details = {}) => {
      logger ??= loadLogger(file);
      // If the log can't be written, for example to a full disk, the app must go on.
      void logger.then((log) => log[level](event, redact(details))).catch(() => undefined);
    };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}

async function loadLogger(file: string): Promise<NodeLogger> {
  const { default: log } = await import('electron-log/node');
  log.transports.console.level = false;
  log.transports.file.resolvePathFn = () => file;
  log.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  log.transports.file.maxSize = megabyte;
  log.transports.file.format = '{iso} {level} {text}';
  return log;
}
