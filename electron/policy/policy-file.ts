import { readFileSync, statSync, type Stats } from 'node:fs';
import { dirname, win32 } from 'node:path';
import { type Flaw } from '../contract/policy';
import { parsePolicy, type Policy } from './policy';

/** What was found where a policy would lie: one, or what is wrong with it, or neither. */
export type FoundPolicy = {
  readonly file: string;
  readonly policy: Policy | null;
  readonly flaw: Flaw | null;
};

/** Far more than twenty servers take. */
const longestFile = 1024 * 1024;

/** Where an IT department lays a policy for everybody on this computer. */
export function policyFileOf(platform: NodeJS.Platform, env: Readonly<NodeJS.ProcessEnv>): string {
  if (platform === 'win32')
    return win32.join(env['ProgramData'] ?? 'C:\\ProgramData', 'Account Inspector', 'policy.json');
  if (platform === 'darwin') return '/Library/Application Support/Account Inspector/policy.json';
  return '/etc/account-inspector/policy.json';
}

/**
 * Reads the policy, at once: it decides on what the first paint shows. Where there is no file, nothing is decided.
 *
 * @param isTrusted whether nobody but an administrator can have written a file or a folder
 */
export function readPolicy(file: string, isTrusted: (stats: Stats) => boolean): FoundPolicy {
  const flawed = (reason: 'unreadable' | 'too-large' | 'not-trusted' | 'not-utf8') => ({
    file,
    policy: null,
    flaw: { reason },
  });
  try {
    const stats = statSync(file);
    if (!isTrusted(stats) || !isTrusted(statSync(dirname(file)))) return flawed('not-trusted');
    if (!stats.isFile()) return flawed('unreadable');
    if (stats.size > longestFile) return flawed('too-large');
    const text = decoded(readFileSync(file));
    return text === null
      ? flawed('not-utf8')
      : { file, policy: null, flaw: null, ...parsePolicy(text) };
  } catch (error) {
    return isMissing(error) ? { file, policy: null, flaw: null } : flawed('unreadable');
  }
}

/**
 * Whether only root can change it. On Windows nobody asks this way: its rights are lists that Node can't read, and
 * docs/administrators.md says how to set them.
 */
export function isRoots({ uid, mode }: Pick<Stats, 'uid' | 'mode'>): boolean {
  return uid === 0 && (mode & 0o022) === 0;
}

/** PowerShell before version 6 writes UTF-16. A mark at the beginning is dropped. */
function decoded(bytes: Buffer): string | null {
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
