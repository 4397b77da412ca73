import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import { Ajv, type SchemaObject } from 'ajv';
import { format } from 'prettier';
import { expect, it } from 'vitest';
import { projectFolder } from '../../../build/paths.mjs';
import { policySchema } from '../../../electron/policy/policy';
import { badPolicies, goodPolicies } from './examples';

/** What the app asks of an address, as far as a pattern can say it. */
const address = {
  pattern:
    '^(https://[^/?#@\\s]|http://(localhost|127(\\.\\d+){3}|\\[::1\\])(:\\d+)?(/|$))[^?#@\\s]*$',
};

const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A policy for Account Inspector',
  ...toJsonSchema(policySchema, {
    target: 'draft-07',
    // What JSON Schema has no word for: that names differ, and that a locked address is among the environments.
    ignoreActions: ['trim', 'check', 'partial_check'],
    // Only addresses are taken apart.
    overrideAction: ({ valibotAction, jsonSchema }) =>
      valibotAction.type === 'raw_transform' ? { ...jsonSchema, ...address } : undefined,
  }),
};

it('docs/policy.schema.json is what the app asks for; vitest -u writes it anew', async () => {
  const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 100 });
  await expect(text).toMatchFileSnapshot(join(projectFolder, 'docs/policy.schema.json'));
});

const fits = new Ajv({ allErrors: true }).compile(schema as SchemaObject);

it.each(goodPolicies)('an editor finds nothing wrong with %j', (policy) => {
  expect(fits(policy)).toBe(true);
});

it.each(badPolicies)('an editor finds fault with %j', (policy) => {
  expect(fits(policy)).toBe(false);
});

it('every entry is explained', () => {
  const entriesOf = (node: object): [string, object][] =>
    Object.entries(node).flatMap(([name, child]: [string, unknown]) => {
      if (typeof child !== 'object' || child === null) return [];
      const own = name === 'properties' ? (Object.entries(child) as [string, object][]) : [];
      return [...own, ...entriesOf(child)];
    });
  const unexplained = entriesOf(schema).filter(([, entry]) => !('description' in entry));
  expect(unexplained.map(([name]) => name)).toEqual([]);
});
