import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLog } from '../../../electron/diagnostics/log';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'account-inspector-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('writes events with redacted details', async () => {
  const file = join(folder, 'logs/main.log');
  const log = createLog(file);
  log.info('first', { channel: 'user:lookUp', apiKey: 'between you and me' });
  log.warn('second', { reason: 'ak_live_0123456789 of usr_ann, ann@example.com' });
  log.error('third', { code: 7 });
  const text = await vi.waitFor(() => {
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('third');
    return text;
  });
  expect(text).toMatch(/ info first .*user:lookUp/);
  expect(text).toContain('[redacted]');
  expect(text).not.toMatch(/between you and me|ak_live|usr_ann|ann@/);
});
