import type { NodeLogger } from 'electron-log';
import { redact, type Details } from './redact';

/** Events with a name and few, plain details. Everything passes the redactor. */
export interface Log {
  info(event: string, details?: Details): void;
  warn(event: string, details?: Details): void;
  error(event: string, details?: Details): void;
}

const megabyte = 1024 * 1024;

/**
 * A log file of at most two times a megabyte. Its library is loaded with the first line, after the first paint; it is
 * the library's Node part, because the one for Electron opens IPC channels of its own.
 *
 * @param file where it is written
 */
export function createLog(file: string): Log {
  let opened: Promise<NodeLogger> | undefined;
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (event: string, details: Details = {}) => {
      opened ??= open(file);
      // A disk that takes no log must not cost anybody a lookup.
      void opened.then((log) => log[level](event, redact(details))).catch(() => undefined);
    };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}

async function open(file: string): Promise<NodeLogger> {
  const { default: log } = await import('electron-log/node');
  log.transports.console.level = false;
  log.transports.file.resolvePathFn = () => file;
  log.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  log.transports.file.maxSize = megabyte;
  log.transports.file.format = '{iso} {level} {text}';
  return log;
}
