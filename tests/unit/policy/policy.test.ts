import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../electron/policy/policy';
import { badPolicies, goodPolicies } from './examples';

const parsed = (policy: unknown) => parsePolicy(JSON.stringify(policy));

describe('a policy is read', () => {
  it.each(goodPolicies)('%j', (policy) => {
    expect(parsed(policy)).toMatchObject({ policy: { managedBy: expect.any(String) as string } });
  });

  it('with its addresses and names in their usual form', () => {
    expect(
      parsed({
        managedBy: ' IT ',
        locked: { environments: [{ name: ' Test ', baseUrl: 'HTTPS://api.example.com/v1/' }] },
      }),
    ).toEqual({
      policy: {
        managedBy: 'IT',
        locked: { environments: [{ name: 'Test', baseUrl: 'https://api.example.com/v1' }] },
      },
    });
  });
});

describe('a file that is no policy is turned down, and told where it is wrong', () => {
  it.each(badPolicies)('%j: %j', (policy, places) => {
    expect(parsed(policy)).toEqual({ flaw: { reason: 'not-fitting', places } });
  });

  const server = { name: 'Test', baseUrl: 'https://test.example/v1' };

  it.each<[string, unknown, string[]]>([
    [
      'a name for two servers',
      [server, { ...server, baseUrl: 'https://b.example/v1' }],
      ['locked.environments'],
    ],
    ['two names for a server', [server, { ...server, name: 'Other' }], ['locked.environments']],
  ])('%s', (_, environments, places) => {
    expect(parsed({ managedBy: 'IT', locked: { environments } })).toEqual({
      flaw: { reason: 'not-fitting', places },
    });
  });

  it('a server that is not among those that there are', () => {
    const locked = { baseUrl: 'https://else.example/v1', environments: [server] };
    expect(parsed({ managedBy: 'IT', locked })).toEqual({
      flaw: { reason: 'not-fitting', places: ['locked.baseUrl'] },
    });
  });

  it('at a few of many places, each in part', () => {
    const places = (locked: unknown) => {
      const { flaw } = parsed({ managedBy: 'IT', locked }) as {
        flaw: { places: readonly string[] };
      };
      return flaw.places;
    };
    const wrong = { baseUrl: 1, updates: 1, photos: 1, sampleData: 1, export: 1, verify: 1 };
    expect(places(wrong)).toHaveLength(5);
    expect(places({ ['x'.repeat(300)]: true })).toEqual([`locked.${'x'.repeat(193)}`]);
  });

  it.each<[string, string | null]>([
    ['{"managedBy":"IT","locked":{"export":false},"locked":{}}', 'locked'],
    ['{"managedBy":"IT","locked":{"export":false,"ex\\u0070ort":true}}', 'export'],
    [
      '{"managedBy":"IT","defaults":{"photos":true},"locked":{"photos":false,"environments":[{"name":"\\":a","baseUrl":"https://a.example"},{"name":"b","baseUrl":"https://b.example"}]}}',
      null,
    ],
  ])('by a name that stands twice: %s', (text, name) => {
    expect(parsePolicy(text)).toEqual(
      name === null
        ? { policy: expect.anything() as unknown }
        : { flaw: { reason: 'not-fitting', places: [name] } },
    );
  });

  it.each([
    ['', null],
    ['nonsense', null],
    ['{\n  "managedBy": "IT",\n}', { line: 3, column: 1 }],
    ['{\n  "managedBy": "IT"\n  "locked": {}\n}', { line: 3, column: 3 }],
    ['{"managedBy": "C:\\IT"}', { line: 1, column: 19 }],
    ['{ // IT\n}', { line: 1, column: 3 }],
  ])('where it is no JSON: %j', (text, at) => {
    expect(parsePolicy(text)).toEqual({ flaw: { reason: 'not-json', at } });
  });
});
