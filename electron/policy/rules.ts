import type { Lock, PolicyOnPage } from '../contract/policy';
import { defaultRetention } from '../contract/retention';
import { type ChosenSettings, type Settings } from '../contract/settings';
import { defaultSettings } from '../settings/chosen-settings';
import type { Locks, Policy } from './policy';
import type { FoundPolicy } from './policy-file';

/** A policy as it takes effect: built-in defaults, its defaults, what the person chose, its locks, each over the one before. */
export type Rules = {
  readonly inForce: (chosen: ChosenSettings) => Settings;
  /** Whether nothing that a person wants to change is locked. */
  readonly allows: (changes: ChosenSettings) => boolean;
  /** Remembers the server that the policy leads to, for when its file can't be used. */
  readonly noteServer: (chosen: ChosenSettings) => ChosenSettings;
  readonly allowsExport: boolean;
  /** Whether the app may be updated by itself, also when a person asks for it. */
  readonly allowsUpdates: boolean;
  /** Not while its file can't be used: it may have said that more is to be kept. */
  readonly removesExpired: boolean;
  readonly onPage: PolicyOnPage;
};

/** What holds while nobody knows what the policy says: nothing is sent or given away but lookups, where they always went. */
const whileFlawed = {
  locks: { updates: false, photos: false, export: false, verify: false },
  /** At what is in force. */
  alsoLocked: ['baseUrl', 'retention'],
} as const satisfies { readonly locks: Locks; readonly alsoLocked: readonly Lock[] };

/** The settings that a lock of their own holds. */
const settingsWithLock = [
  ['baseUrl', 'baseUrl'],
  ['retention', 'retention'],
  ['checkForUpdates', 'updates'],
  ['showPhotos', 'photos'],
] as const satisfies readonly (readonly [keyof ChosenSettings, Lock])[];

export function rulesOf({ file, policy, flaw }: FoundPolicy): Rules {
  const defaults = policy?.defaults ?? {};
  const locks: Locks = flaw === null ? (policy?.locked ?? {}) : whileFlawed.locks;
  const environments = locks.environments ?? defaults.environments ?? [];
  const isAmong = (baseUrl: string) =>
    locks.environments?.some((environment) => environment.baseUrl === baseUrl) ?? true;
  const locked = new Set(Object.keys(locks) as Lock[]);
  for (const lock of flaw === null ? [] : whileFlawed.alsoLocked) locked.add(lock);
  // There is nothing to choose.
  if (locks.environments?.length === 1) locked.add('baseUrl');
  const setsServer = environments.length > 0 || (locks.baseUrl ?? defaults.baseUrl) !== undefined;

  function serverInForce(chosen: ChosenSettings): string {
    const byOrder = [
      locks.baseUrl,
      flaw === null ? undefined : chosen.policyServer,
      chosen.baseUrl,
      defaults.baseUrl,
      environments[0]?.baseUrl,
    ];
    return (
      byOrder.find((baseUrl) => typeof baseUrl === 'string' && isAmong(baseUrl)) ??
      defaultSettings.baseUrl
    );
  }

  function inForce(chosen: ChosenSettings): Settings {
    const settings = { ...defaultSettings, ...switches(defaults), ...chosen, ...switches(locks) };
    const isSampleRefused = settings.environment === 'sample' && locks.sampleData === false;
    return {
      ...settings,
      environment: isSampleRefused ? 'server' : settings.environment,
      baseUrl: serverInForce(chosen),
      retention: {
        ...defaultRetention,
        ...(locks.retention ?? { ...defaults.retention, ...chosen.retention }),
      },
    };
  }

  return {
    inForce,
    allows: (changes) =>
      settingsWithLock.every(
        ([setting, lock]) => changes[setting] === undefined || !locked.has(lock),
      ) &&
      (changes.baseUrl === undefined || isAmong(changes.baseUrl)) &&
      (changes.environment !== 'sample' || locks.sampleData !== false),
    noteServer(chosen) {
      if (flaw !== null) return chosen;
      const policyServer = setsServer ? serverInForce(chosen) : null;
      return policyServer === (chosen.policyServer ?? null) ? chosen : { ...chosen, policyServer };
    },
    allowsExport: locks.export ?? true,
    allowsUpdates: locks.updates ?? true,
    removesExpired: flaw === null,
    onPage: {
      managedBy: policy?.managedBy ?? null,
      locked: [...locked],
      environments,
      allowsSampleData: locks.sampleData ?? true,
      allowsExport: locks.export ?? true,
      allowsVerify: locks.verify ?? true,
      flaw: flaw === null ? null : { ...flaw, file },
    },
  };
}

const switches = ({ updates, photos }: NonNullable<Policy['defaults']>) => ({
  ...(updates !== undefined && { checkForUpdates: updates }),
  ...(photos !== undefined && { showPhotos: photos }),
});
