import type { Lock, PolicyOnPage } from '../contract/policy';
import { defaultRetention } from '../contract/retention';
import { defaultSettings, type ChosenSettings, type Settings } from '../contract/settings';
import type { Locks, Policy } from './policy';
import type { LoadedPolicy } from './policy-file';

/** The effect of a policy on the settings and on what the app allows. */
export type Rules = {
  /**
   * Computes the settings from these layers, each of which overrides the previous one: built-in
   * defaults, the policy's defaults, the agent's choices, the policy's locks.
   */
  readonly effectiveSettings: (chosen: ChosenSettings) => Settings;
  /** Whether the policy allows all these changes. */
  readonly allows: (changes: ChosenSettings) => boolean;
  /**
   * Adds the server that the policy leads to (`policyServer`) to the choices. If the policy file
   * can't be used at a later start, lookups still go to this server.
   */
  readonly withPolicyServer: (chosen: ChosenSettings) => ChosenSettings;
  readonly allowsExport: boolean;
  /** If false, the app does not update itself, not even when an agent asks for it. */
  readonly allowsUpdates: boolean;
  /** False if the policy can't be used: it might keep entries longer than the defaults do. */
  readonly removesExpired: boolean;
  readonly onPage: PolicyOnPage;
};

/**
 * Applies while the policy can't be used, so that its rules are unknown. The app still looks up
 * users on the server in use. It checks for no updates, fetches no photos, exports nothing and does
 * not verify callers.
 */
const restrictedMode = {
  locks: { updates: false, photos: false, export: false, verify: false },
  /** Locked at their current values. */
  lockedAsIs: ['baseUrl', 'retention'],
} as const satisfies { readonly locks: Locks; readonly lockedAsIs: readonly Lock[] };

/**
 * The settings that a lock of their own can freeze, with the lock's name in the policy.
 * Environments and sample data are checked by value.
 */
const settingLocks = [
  ['baseUrl', 'baseUrl'],
  ['retention', 'retention'],
  ['checkForUpdates', 'updates'],
  ['showPhotos', 'photos'],
] as const satisfies readonly (readonly [keyof ChosenSettings, Lock])[];

export function rulesOf({ file, policy, flaw }: LoadedPolicy): Rules {
  const defaults = policy?.defaults ?? {};
  const locks: Locks = flaw === null ? (policy?.locked ?? {}) : restrictedMode.locks;
  const environments = locks.environments ?? defaults.environments ?? [];
  const isAllowedServer = (baseUrl: string) =>
    locks.environments?.some((environment) => environment.baseUrl === baseUrl) ?? true;
  const locked = new Set(Object.keys(locks) as Lock[]);
  for (const lock of flaw === null ? [] : restrictedMode.lockedAsIs) locked.add(lock);
  // With a single environment, the server can't be changed.
  if (locks.environments?.length === 1) locked.add('baseUrl');
  const setsServer = environments.length > 0 || (locks.baseUrl ?? defaults.baseUrl) !== undefined;

  function effectiveServer(chosen: ChosenSettings): string {
    const byPrecedence = [
      locks.baseUrl,
      flaw === null ? undefined : chosen.policyServer,
      chosen.baseUrl,
      defaults.baseUrl,
      environments[0]?.baseUrl,
    ];
    return (
      byPrecedence.find((baseUrl) => typeof baseUrl === 'string' && isAllowedServer(baseUrl)) ??
      defaultSettings.baseUrl
    );
  }

  function effectiveSettings(chosen: ChosenSettings): Settings {
    const settings = {
      ...defaultSettings,
      ...toSettings(defaults),
      ...chosen,
      ...toSettings(locks),
    };
    const isSampleForbidden = settings.environment === 'sample' && locks.sampleData === false;
    return {
      ...settings,
      environment: isSampleForbidden ? 'server' : settings.environment,
      baseUrl: effectiveServer(chosen),
      retention: {
        ...defaultRetention,
        ...(locks.retention ?? { ...defaults.retention, ...chosen.retention }),
      },
    };
  }

  return {
    effectiveSettings,
    allows: (changes) =>
      settingLocks.every(
        ([setting, lock]) => changes[setting] === undefined || !locked.has(lock),
      ) &&
      (changes.baseUrl === undefined || isAllowedServer(changes.baseUrl)) &&
      (changes.environment !== 'sample' || locks.sampleData !== false),
    withPolicyServer(chosen) {
      if (flaw !== null) return chosen;
      const policyServer = setsServer ? effectiveServer(chosen) : null;
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

/** Maps the policy's names of on/off values to those of the settings. */
const toSettings = ({ updates, photos }: NonNullable<Policy['defaults']>) => ({
  ...(updates !== undefined && { checkForUpdates: updates }),
  ...(photos !== undefined && { showPhotos: photos }),
});
