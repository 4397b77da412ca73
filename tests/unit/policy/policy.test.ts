import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../electron/policy/policy';
import { invalidPolicies, validPolicies } from './examples';

const parsed = (policy: unknown) => parsePolicy(JSON.stringify(policy));

describe('a valid policy is accepted', () => {
  it.each(validPolicies)('%j', (policy) => {
    expect(parsed(policy)).toMatchObject({ policy: { managedBy: expect.any(String) as string } });
  });

  it('and its URLs and names are normalized', () => {
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

describe('an invalid policy is rejected, with the places of the errors', () => {
  it.each(invalidPolicies)('%j: %j', (policy, places) => {
    expect(parsed(policy)).toEqual({ flaw: { reason: 'not-fitting', places } });
  });

  const server = { name: 'Test', baseUrl: 'https://test.example/v1' };

  it.each<[string, unknown, string[]]>([
    [
      'one name for two servers',
      [server, { ...server, baseUrl: 'https://b.example/v1' }],
      ['locked.environments'],
    ],
    ['two names for one server', [server, { ...server, name: 'Other' }], ['locked.environments']],
  ])('%s', (_, environments, places) => {
    expect(parsed({ managedBy: 'IT', locked: { environments } })).toEqual({
      flaw: { reason: 'not-fitting', places },
    });
  });

  it('a locked server that is not among the locked environments', () => {
    const locked = { baseUrl: 'https://else.example/v1', environments: [server] };
    expect(parsed({ managedBy: 'IT', locked })).toEqual({
      flaw: { reason: 'not-fitting', places: ['locked.baseUrl'] },
    });
  });

  it('limits the number of places and the length of each', () => {
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
  ])('a duplicate name in one object: %s', (text, name) => {
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
    ['{"managedBy": "C:\\IT"}', { line: 1, column: 15 }],
    ['{ // IT\n}', { line: 1, column: 3 }],
  ])('invalid JSON: %j', (text, at) => {
    expect(parsePolicy(text)).toEqual({ flaw: { reason: 'not-json', at } });
  });
});
