import type { MainLogger } from 'electron-log';
import { redact, type Details } from './redact';

/** Events with a name and few, plain details. Everything passes the redactor. */
export interface Log {
  info(event: string, details?: Details): void;
  warn(event: string, details?: Details): void;
  error(event: string, details?: Details): void;
}

const megabyte = 1024 * 1024;

/**
 * A log file of at most two times a megabyte. Its library is loaded with the first line, after the first paint.
 *
 * @param file where it is written
 */
export function createLog(file: string): Log {
  let opened: Promise<MainLogger> | undefined;
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (event: string, details: Details = {}) => {
      opened ??= open(file);
      // A disk that takes no log must not cost anybody a lookup.
      void opened.then((log) => log[level](event, redact(details))).catch(() => undefined);
    };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}

async function open(file: string): Promise<MainLogger> {
  const { default: log } = await import('electron-log/main');
  log.transports.console.level = false;
  log.transports.ipc.level = false;
  log.transports.file.resolvePathFn = () => file;
  log.transports.file.maxSize = megabyte;
  log.transports.file.format = '{iso} {level} {text}';
  return log;
}
