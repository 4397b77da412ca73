import { vi } from 'vitest';
import { parseUser } from '../../electron/api/parse-user';
import type { HistoryEntry } from '../../electron/contract/history';
import type { Answer, LookUp, NewLookUp } from '../../electron/contract/look-up';
import { ok } from '../../electron/contract/result';
import { defaultSettings, type Settings } from '../../electron/contract/settings';
import { type User } from '../../electron/contract/user';
import type { Log } from '../../electron/diagnostics/log';
import type { SecretStore } from '../../electron/keychain/secret-store';
import type { Policy } from '../../electron/policy/policy';
import type { LoadedPolicy } from '../../electron/policy/policy-file';

/** The example response of the vendor's reference page "Get User By Id". */
export const referenceJson = `{
  "id": "usr_abc123def456",
  "email": "user@example.com",
  "username": "user@example.com",
  "full_name": "example_full_name",
  "first_name": "example_first_name",
  "last_name": "example_last_name",
  "birthday": "2025-11-15",
  "profile_image": "example_profile_image",
  "timezone": "example_timezone",
  "country_id": "abc123def456",
  "post_code": "example_post_code",
  "gender": "example_gender",
  "is_active": true,
  "last_verified": "2025-11-15T10:30:00Z",
  "last_login": "2025-11-15T10:30:00Z",
  "created_at": "2025-11-15T10:30:00Z",
  "updated_at": "2025-11-15T10:30:00Z",
  "current_organization_id": "abc123def456"
}`;

export const referenceAnswer = JSON.parse(referenceJson) as Readonly<Record<string, unknown>>;

/** The reference answer as JSON with some fields changed; `undefined` removes a field. */
export const answerJson = (changes: Record<string, unknown> = {}): string =>
  JSON.stringify({ ...referenceAnswer, ...changes });

/** Parses the JSON text of a user. */
export function userOf(json: string): User {
  const user = parseUser(json);
  if (typeof user === 'string') throw new Error(`${user}: ${json}`);
  return user;
}

export function buildAnswer(changes: Record<string, unknown> = {}): Answer {
  const json = answerJson(changes);
  return { user: userOf(json), json };
}

export const baseUrl = 'https://api.example.com/v1';

/** A lookup of the reference user with some fields changed. */
export function buildLookUp(
  fields: Record<string, unknown> = {},
  about: Partial<Pick<LookUp, 'id' | 'email' | 'environment' | 'fetchedAt'>> = {},
): LookUp {
  const answer = buildAnswer(fields);
  const { id } = JSON.parse(answer.json) as { id: string };
  return { id, environment: baseUrl, fetchedAt: '2026-03-01T12:00:00.000Z', ...answer, ...about };
}

/** The result of a lookup of a user who is new to the history. */
export const buildNewLookUp = (...of: Parameters<typeof buildLookUp>): NewLookUp => ({
  ...buildLookUp(...of),
  changes: null,
});

/** The history's entry of a found user. */
export const buildEntry = (changes: Partial<HistoryEntry> = {}): HistoryEntry => ({
  environment: baseUrl,
  id: 'usr_a',
  name: null,
  email: null,
  organization: null,
  isActive: true,
  lookedUpAt: '2026-03-01T12:00:00.000Z',
  outcome: 'found',
  foundAt: '2026-03-01T12:00:00.000Z',
  lookUps: 1,
  isPinned: false,
  note: '',
  ...changes,
});

export const buildSettings = (changes: Partial<Settings> = {}): Settings => ({
  ...defaultSettings,
  environment: 'server',
  baseUrl,
  ...changes,
});

/** The result of reading without a policy file. */
export const noPolicy: LoadedPolicy = {
  file: '/etc/account-inspector/policy.json',
  policy: null,
  flaw: null,
};

export const buildPolicy = (policy: Partial<Policy> = {}): LoadedPolicy => ({
  ...noPolicy,
  policy: { managedBy: 'IT Service Desk', ...policy },
});

/** The result of reading a policy with a mistyped name. */
export const flawedPolicy: LoadedPolicy = {
  ...noPolicy,
  flaw: { reason: 'not-fitting', places: ['locked.exprot'] },
};

export const buildLog = () => ({
  info: vi.fn<Log['info']>(),
  warn: vi.fn<Log['warn']>(),
  error: vi.fn<Log['error']>(),
});

/** A keychain in memory. */
export function buildKeychain(secrets = new Map<string, string>()) {
  return {
    secrets,
    get: vi.fn<SecretStore['get']>((account) => Promise.resolve(ok(secrets.get(account) ?? null))),
    set: vi.fn<SecretStore['set']>((account, secret) => {
      secrets.set(account, secret);
      return Promise.resolve(ok(undefined));
    }),
    remove: vi.fn<SecretStore['remove']>((account) => {
      secrets.delete(account);
      return Promise.resolve(ok(undefined));
    }),
  };
}

/** A promise that the test settles. */
export function deferred<T>() {
  let resolve!: (value: T) => void;
  let reject!: (reason: Error) => void;
  const promise = new Promise<T>((...settle) => ([resolve, reject] = settle));
  return { promise, resolve, reject };
}
