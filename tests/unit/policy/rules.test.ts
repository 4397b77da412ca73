import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRetention } from '../../../electron/contract/retention';
import {
  defaultBaseUrl,
  defaultSettings,
  type ChosenSettings,
} from '../../../electron/contract/settings';
import type { Policy } from '../../../electron/policy/policy';
import { rulesOf } from '../../../electron/policy/rules';
import { mergeChoices } from '../../../electron/settings/chosen-settings';
import { buildPolicy, flawedPolicy, noPolicy } from '../builders';

const rules = (policy: Partial<Policy>) => rulesOf(buildPolicy(policy));
const production = { name: 'Production', baseUrl: 'https://api.example.com/v1' };
const test = { name: 'Test', baseUrl: 'https://test.example.com/v1' };
const mine = 'https://mine.example/v1';

describe('without a policy', () => {
  it('choices override the built-in defaults', () => {
    const { effectiveSettings, allows, onPage } = rulesOf(noPolicy);
    expect(effectiveSettings({})).toEqual(defaultSettings);
    const chosen: ChosenSettings = {
      environment: 'sample',
      showPhotos: false,
      retention: { entryDays: 7 },
    };
    expect(effectiveSettings(chosen)).toEqual({
      ...defaultSettings,
      environment: 'sample',
      showPhotos: false,
      retention: { ...defaultRetention, entryDays: 7 },
    });
    expect(allows({ ...chosen, baseUrl: mine, checkForUpdates: false })).toBe(true);
    expect(onPage).toEqual({
      managedBy: null,
      locked: [],
      environments: [],
      allowsSampleData: true,
      allowsExport: true,
      allowsVerify: true,
      flaw: null,
    });
  });
});

describe('the defaults of a policy', () => {
  const { effectiveSettings, allows, onPage } = rules({
    defaults: {
      baseUrl: test.baseUrl,
      photos: false,
      updates: false,
      retention: { entryDays: 30 },
    },
  });

  it('apply to settings without a choice', () => {
    expect(effectiveSettings({})).toMatchObject({
      baseUrl: test.baseUrl,
      showPhotos: false,
      checkForUpdates: false,
      retention: { ...defaultRetention, entryDays: 30 },
    });
  });

  it('are overridden by choices, each on its own', () => {
    const chosen: ChosenSettings = {
      baseUrl: mine,
      showPhotos: true,
      retention: { answerDays: 1 },
    };
    expect(allows(chosen)).toBe(true);
    expect(effectiveSettings(chosen)).toMatchObject({
      baseUrl: mine,
      showPhotos: true,
      checkForUpdates: false,
      retention: { ...defaultRetention, entryDays: 30, answerDays: 1 },
    });
    expect(onPage.locked).toEqual([]);
  });

  it('without a server use the first environment', () => {
    const { effectiveSettings, allows } = rules({ defaults: { environments: [production, test] } });
    expect(effectiveSettings({}).baseUrl).toBe(production.baseUrl);
    expect(effectiveSettings({ baseUrl: mine }).baseUrl).toBe(mine);
    expect(allows({ baseUrl: mine })).toBe(true);
  });
});

describe('the locks of a policy', () => {
  it('override the whole retention, the parts that they omit too', () => {
    const { effectiveSettings } = rules({
      defaults: { retention: { answerDays: 5 } },
      locked: { retention: { entryDays: 30 } },
    });
    expect(
      effectiveSettings({ retention: { answerDays: 1, keepsPinned: true } }).retention,
    ).toEqual({
      ...defaultRetention,
      entryDays: 30,
    });
  });

  it('can forbid the sample data, so that the server is used', () => {
    const { effectiveSettings, allows, onPage } = rules({ locked: { sampleData: false } });
    expect(effectiveSettings({ environment: 'sample' }).environment).toBe('server');
    expect(effectiveSettings({}).environment).toBeNull();
    expect([allows({ environment: 'sample' }), allows({ environment: 'server' })]).toEqual([
      false,
      true,
    ]);
    expect(onPage.allowsSampleData).toBe(false);
  });

  it('can limit the choice to their environments', () => {
    const { effectiveSettings, allows, onPage } = rules({
      locked: { environments: [production, test] },
    });
    expect(effectiveSettings({}).baseUrl).toBe(production.baseUrl);
    expect(effectiveSettings({ baseUrl: mine }).baseUrl).toBe(production.baseUrl);
    expect(effectiveSettings({ baseUrl: test.baseUrl }).baseUrl).toBe(test.baseUrl);
    expect([allows({ baseUrl: mine }), allows({ baseUrl: test.baseUrl })]).toEqual([false, true]);
    expect(onPage).toMatchObject({ locked: ['environments'], environments: [production, test] });
  });

  it('use the default server if it is one of their environments, or else the first one', () => {
    const locked = { environments: [production, test] };
    expect(
      rules({ defaults: { baseUrl: test.baseUrl }, locked }).effectiveSettings({ baseUrl: mine })
        .baseUrl,
    ).toBe(test.baseUrl);
    expect(rules({ defaults: { baseUrl: mine }, locked }).effectiveSettings({}).baseUrl).toBe(
      production.baseUrl,
    );
  });

  it('with a single environment lock the server', () => {
    const { allows, onPage } = rules({ locked: { environments: [test] } });
    expect(onPage.locked).toEqual(['environments', 'baseUrl']);
    expect(allows({ baseUrl: test.baseUrl })).toBe(false);
  });

  it('can lock a setting at its default', () => {
    const { allows, allowsExport, onPage } = rules({
      locked: { photos: true, export: true, sampleData: true },
    });
    expect(allows({ showPhotos: false })).toBe(false);
    expect(allows({ environment: 'sample' })).toBe(true);
    expect([allowsExport, onPage.allowsExport]).toEqual([true, true]);
    expect(rules({ locked: { updates: true } }).allowsUpdates).toBe(true);
    expect(rules({ locked: { updates: false } }).allowsUpdates).toBe(false);
    expect(rules({ defaults: { updates: false } }).allowsUpdates).toBe(true);
    expect(onPage.locked).toEqual(['photos', 'export', 'sampleData']);
  });
});

describe('a policy that can’t be used', () => {
  const { effectiveSettings, allows, allowsExport, allowsUpdates, removesExpired, onPage } =
    rulesOf(flawedPolicy);

  it('switches off everything that sends or exports data, except lookups', () => {
    expect(effectiveSettings({ showPhotos: true, checkForUpdates: true })).toMatchObject({
      showPhotos: false,
      checkForUpdates: false,
    });
    expect([allowsExport, allowsUpdates]).toEqual([false, false]);
    expect(onPage).toMatchObject({
      managedBy: null,
      allowsExport: false,
      allowsVerify: false,
      allowsSampleData: true,
      flaw: {
        file: '/etc/account-inspector/policy.json',
        reason: 'not-fitting',
        places: ['locked.exprot'],
      },
    });
  });

  it('locks the server and the retention at their current values', () => {
    const chosen: ChosenSettings = { baseUrl: mine, retention: { entryDays: 7 } };
    expect(effectiveSettings(chosen)).toMatchObject({ baseUrl: mine, retention: { entryDays: 7 } });
    expect(effectiveSettings({}).baseUrl).toBe(defaultBaseUrl);
    expect(removesExpired).toBe(false);
    expect(allows({ baseUrl: defaultBaseUrl })).toBe(false);
    expect(allows({ retention: { entryDays: 1 } })).toBe(false);
    expect(allows({ theme: 'dark', environment: 'sample' })).toBe(true);
  });

  it('keeps the server that the policy led to before', () => {
    const withServer = rules({ locked: { baseUrl: test.baseUrl } }).withPolicyServer({
      baseUrl: mine,
    });
    expect(withServer).toEqual({ baseUrl: mine, policyServer: test.baseUrl });
    expect(rulesOf(flawedPolicy).withPolicyServer(withServer)).toBe(withServer);
    expect(effectiveSettings(withServer).baseUrl).toBe(test.baseUrl);
    expect(rulesOf(noPolicy).effectiveSettings(withServer).baseUrl).toBe(mine);
    expect(rulesOf(noPolicy).withPolicyServer(withServer)).toEqual({
      baseUrl: mine,
      policyServer: null,
    });
  });
});

const url = fc.constantFrom(production.baseUrl, test.baseUrl, mine);
const retention = fc.record(
  {
    answerDays: fc.nat(3_650),
    entryDays: fc.nat(3_650),
    mostEntries: fc.nat(100_000),
    keepsPinned: fc.boolean(),
  },
  { requiredKeys: [] },
);
const environments = fc.shuffledSubarray([production, test], { minLength: 1 });
const values = { environments, retention, updates: fc.boolean(), photos: fc.boolean() };
const policies = fc.record(
  {
    defaults: fc.record({ ...values, baseUrl: url }, { requiredKeys: [] }),
    locked: fc.oneof(
      fc.record(
        { ...values, sampleData: fc.boolean(), export: fc.boolean() },
        { requiredKeys: [] },
      ),
      fc.record({ baseUrl: url, photos: fc.boolean() }, { requiredKeys: [] }),
    ),
  },
  { requiredKeys: [] },
);
const changes = fc.record(
  {
    environment: fc.constantFrom('server' as const, 'sample' as const),
    baseUrl: url,
    showPhotos: fc.boolean(),
    checkForUpdates: fc.boolean(),
    theme: fc.constantFrom('dark' as const, 'light' as const),
    retention,
  },
  { requiredKeys: [] },
);

it('a lock overrides every choice, including those that are already in the settings file', () => {
  fc.assert(
    fc.property(policies, changes, fc.array(changes), (policy, inFile, later) => {
      const { effectiveSettings, withPolicyServer } = rules(policy);
      const { locked = {} } = policy;
      let chosen: ChosenSettings = withPolicyServer(inFile);
      for (const change of [{}, ...later]) {
        chosen = withPolicyServer(mergeChoices(chosen, change));
        const settings = effectiveSettings(chosen);
        if (locked.photos !== undefined) expect(settings.showPhotos).toBe(locked.photos);
        if ('updates' in locked) expect(settings.checkForUpdates).toBe(locked.updates);
        if ('baseUrl' in locked) expect(settings.baseUrl).toBe(locked.baseUrl);
        if ('environments' in locked)
          expect(locked.environments.map(({ baseUrl }) => baseUrl)).toContain(settings.baseUrl);
        if ('retention' in locked)
          expect(settings.retention).toEqual({ ...defaultRetention, ...locked.retention });
        if ('sampleData' in locked && !locked.sampleData)
          expect(settings.environment).not.toBe('sample');
      }
    }),
  );
});

it('a change takes effect whenever it is allowed', () => {
  fc.assert(
    fc.property(policies, changes, changes, (policy, chosen, change) => {
      const { effectiveSettings, allows } = rules(policy);
      const { retention: changed = {}, ...others } = change;
      const after = effectiveSettings(mergeChoices(chosen, change));
      if (allows(change)) expect(after).toMatchObject({ ...others, retention: changed });
    }),
  );
});

it('the agent’s choices apply again when the policy is removed', () => {
  fc.assert(
    fc.property(policies, fc.array(changes), (policy, all) => {
      const { allows, withPolicyServer } = rules(policy);
      const allowed = all.filter(allows);
      const under = allowed.reduce<ChosenSettings>(
        (chosen, change) => withPolicyServer(mergeChoices(chosen, change)),
        {},
      );
      const without = allowed.reduce<ChosenSettings>(mergeChoices, {});
      const { effectiveSettings } = rulesOf(noPolicy);
      expect({ ...effectiveSettings(under), policyServer: null }).toEqual(
        effectiveSettings(without),
      );
    }),
  );
});
