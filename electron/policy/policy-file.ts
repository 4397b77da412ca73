import { readFileSync, statSync, type Stats } from 'node:fs';
import { dirname, win32 } from 'node:path';
import { type Flaw } from '../contract/policy';
import { parsePolicy, type Policy } from './policy';

/** The result of reading the policy file. Both `policy` and `flaw` are null if there is no file. */
export type LoadedPolicy = {
  readonly file: string;
  readonly policy: Policy | null;
  readonly flaw: Flaw | null;
};

/** A policy with the maximum of twenty servers takes a few kilobytes. */
const maxFileBytes = 1024 * 1024;

/** Where administrators put the policy file, which applies to all users of this computer. */
export function policyFilePath(
  platform: NodeJS.Platform,
  env: Readonly<NodeJS.ProcessEnv>,
): string {
  if (platform === 'win32')
    return win32.join(env['ProgramData'] ?? 'C:\\ProgramData', 'Account Inspector', 'policy.json');
  if (platform === 'darwin') return '/Library/Application Support/Account Inspector/policy.json';
  return '/etc/account-inspector/policy.json';
}

/**
 * Reads the policy file. Synchronous, because the first paint depends on the policy.
 *
 * @param isTrusted whether only administrators can have written a file or folder with these
 *   attributes
 */
export function readPolicy(file: string, isTrusted: (stats: Stats) => boolean): LoadedPolicy {
  const flawed = (reason: 'unreadable' | 'too-large' | 'not-trusted' | 'not-utf8') => ({
    file,
    policy: null,
    flaw: { reason },
  });
  try {
    const stats = statSync(file);
    if (!isTrusted(stats) || !isTrusted(statSync(dirname(file)))) return flawed('not-trusted');
    if (!stats.isFile()) return flawed('unreadable');
    if (stats.size > maxFileBytes) return flawed('too-large');
    const text = decode(readFileSync(file));
    return text === null
      ? flawed('not-utf8')
      : { file, policy: null, flaw: null, ...parsePolicy(text) };
  } catch (error) {
    return isMissing(error) ? { file, policy: null, flaw: null } : flawed('unreadable');
  }
}

/**
 * Whether only root can change a file or folder. Not for Windows: Node can't read access control
 * lists. docs/administrators.md tells administrators how to set them.
 */
export function isWritableByRootOnly({ uid, mode }: Pick<Stats, 'uid' | 'mode'>): boolean {
  return uid === 0 && (mode & 0o022) === 0;
}

/**
 * Accepts UTF-16 too, which PowerShell writes before version 6. Drops a byte order mark. Null if
 * invalid.
 */
function decode(bytes: Buffer): string | null {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ENOENT' || error.code === 'ENOTDIR')
  );
}
