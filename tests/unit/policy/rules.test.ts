import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRetention } from '../../../electron/contract/retention';
import { type ChosenSettings } from '../../../electron/contract/settings';
import type { Policy } from '../../../electron/policy/policy';
import { rulesOf } from '../../../electron/policy/rules';
import {
  defaultBaseUrl,
  defaultSettings,
  withChoice,
} from '../../../electron/settings/chosen-settings';
import { buildPolicy, flawedPolicy, noPolicy } from '../builders';

const rules = (policy: Partial<Policy>) => rulesOf(buildPolicy(policy));
const production = { name: 'Production', baseUrl: 'https://api.example.com/v1' };
const test = { name: 'Test', baseUrl: 'https://test.example.com/v1' };
const mine = 'https://mine.example/v1';

describe('without a policy', () => {
  it('what was chosen is in force, over the defaults', () => {
    const { inForce, allows, onPage } = rulesOf(noPolicy);
    expect(inForce({})).toEqual(defaultSettings);
    const chosen: ChosenSettings = {
      environment: 'sample',
      showPhotos: false,
      retention: { entryDays: 7 },
    };
    expect(inForce(chosen)).toEqual({
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
  const { inForce, allows, onPage } = rules({
    defaults: {
      baseUrl: test.baseUrl,
      photos: false,
      updates: false,
      retention: { entryDays: 30 },
    },
  });

  it('hold where nothing was chosen', () => {
    expect(inForce({})).toMatchObject({
      baseUrl: test.baseUrl,
      showPhotos: false,
      checkForUpdates: false,
      retention: { ...defaultRetention, entryDays: 30 },
    });
  });

  it('give way to what was chosen, one by one', () => {
    const chosen: ChosenSettings = {
      baseUrl: mine,
      showPhotos: true,
      retention: { answerDays: 1 },
    };
    expect(allows(chosen)).toBe(true);
    expect(inForce(chosen)).toMatchObject({
      baseUrl: mine,
      showPhotos: true,
      checkForUpdates: false,
      retention: { ...defaultRetention, entryDays: 30, answerDays: 1 },
    });
    expect(onPage.locked).toEqual([]);
  });

  it('begin with the first environment, where they name no address', () => {
    const { inForce, allows } = rules({ defaults: { environments: [production, test] } });
    expect(inForce({}).baseUrl).toBe(production.baseUrl);
    expect(inForce({ baseUrl: mine }).baseUrl).toBe(mine);
    expect(allows({ baseUrl: mine })).toBe(true);
  });
});

describe('the locks of a policy', () => {
  it('leave no part of the retention to the person', () => {
    const { inForce } = rules({
      defaults: { retention: { answerDays: 5 } },
      locked: { retention: { entryDays: 30 } },
    });
    expect(inForce({ retention: { answerDays: 1, keepsPinned: true } }).retention).toEqual({
      ...defaultRetention,
      entryDays: 30,
    });
  });

  it('lead from the sample data to the server', () => {
    const { inForce, allows, onPage } = rules({ locked: { sampleData: false } });
    expect(inForce({ environment: 'sample' }).environment).toBe('server');
    expect(inForce({}).environment).toBeNull();
    expect([allows({ environment: 'sample' }), allows({ environment: 'server' })]).toEqual([
      false,
      true,
    ]);
    expect(onPage.allowsSampleData).toBe(false);
  });

  it('leave the servers that there are to choose from', () => {
    const { inForce, allows, onPage } = rules({ locked: { environments: [production, test] } });
    expect(inForce({}).baseUrl).toBe(production.baseUrl);
    expect(inForce({ baseUrl: mine }).baseUrl).toBe(production.baseUrl);
    expect(inForce({ baseUrl: test.baseUrl }).baseUrl).toBe(test.baseUrl);
    expect([allows({ baseUrl: mine }), allows({ baseUrl: test.baseUrl })]).toEqual([false, true]);
    expect(onPage).toMatchObject({ locked: ['environments'], environments: [production, test] });
  });

  it('begin with the default among the servers that there are', () => {
    const locked = { environments: [production, test] };
    expect(
      rules({ defaults: { baseUrl: test.baseUrl }, locked }).inForce({ baseUrl: mine }).baseUrl,
    ).toBe(test.baseUrl);
    expect(rules({ defaults: { baseUrl: mine }, locked }).inForce({}).baseUrl).toBe(
      production.baseUrl,
    );
  });

  it('lock the server where there is only one', () => {
    const { allows, onPage } = rules({ locked: { environments: [test] } });
    expect(onPage.locked).toEqual(['environments', 'baseUrl']);
    expect(allows({ baseUrl: test.baseUrl })).toBe(false);
  });

  it('can also lock what is usual', () => {
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

describe('a file that can’t be used', () => {
  const { inForce, allows, allowsExport, allowsUpdates, removesExpired, onPage } =
    rulesOf(flawedPolicy);

  it('switches off what sends something or gives it away', () => {
    expect(inForce({ showPhotos: true, checkForUpdates: true })).toMatchObject({
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

  it('leaves the server and the history as they are', () => {
    const chosen: ChosenSettings = { baseUrl: mine, retention: { entryDays: 7 } };
    expect(inForce(chosen)).toMatchObject({ baseUrl: mine, retention: { entryDays: 7 } });
    expect(inForce({}).baseUrl).toBe(defaultBaseUrl);
    expect(removesExpired).toBe(false);
    expect(allows({ baseUrl: defaultBaseUrl })).toBe(false);
    expect(allows({ retention: { entryDays: 1 } })).toBe(false);
    expect(allows({ theme: 'dark', environment: 'sample' })).toBe(true);
  });

  it('leaves lookups with the server that the policy led to', () => {
    const noted = rules({ locked: { baseUrl: test.baseUrl } }).noteServer({ baseUrl: mine });
    expect(noted).toEqual({ baseUrl: mine, policyServer: test.baseUrl });
    expect(rulesOf(flawedPolicy).noteServer(noted)).toBe(noted);
    expect(inForce(noted).baseUrl).toBe(test.baseUrl);
    expect(rulesOf(noPolicy).inForce(noted).baseUrl).toBe(mine);
    expect(rulesOf(noPolicy).noteServer(noted)).toEqual({ baseUrl: mine, policyServer: null });
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

it('a lock wins whatever was chosen before, is chosen, or is written into the file', () => {
  fc.assert(
    fc.property(policies, changes, fc.array(changes), (policy, inFile, later) => {
      const { inForce, noteServer } = rules(policy);
      const { locked = {} } = policy;
      let chosen: ChosenSettings = noteServer(inFile);
      for (const change of [{}, ...later]) {
        chosen = noteServer(withChoice(chosen, change));
        const settings = inForce(chosen);
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

it('what is allowed takes effect, and what has none is not allowed', () => {
  fc.assert(
    fc.property(policies, changes, changes, (policy, chosen, change) => {
      const { inForce, allows } = rules(policy);
      const { retention: changed = {}, ...others } = change;
      const after = inForce(withChoice(chosen, change));
      if (allows(change)) expect(after).toMatchObject({ ...others, retention: changed });
    }),
  );
});

it('without its locks what the person chose is back', () => {
  fc.assert(
    fc.property(policies, fc.array(changes), (policy, all) => {
      const { allows, noteServer } = rules(policy);
      const allowed = all.filter(allows);
      const under = allowed.reduce<ChosenSettings>(
        (chosen, change) => noteServer(withChoice(chosen, change)),
        {},
      );
      const without = allowed.reduce<ChosenSettings>(withChoice, {});
      const { inForce } = rulesOf(noPolicy);
      expect({ ...inForce(under), policyServer: null }).toEqual(inForce(without));
    }),
  );
});
