import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import { Ajv, type SchemaObject } from 'ajv';
import { format } from 'prettier';
import { expect, it } from 'vitest';
import { projectFolder } from '../../../build/paths.mjs';
import { policySchema } from '../../../electron/policy/policy';
import { invalidPolicies, validPolicies } from './examples';

/** The checks of `baseUrlSchema`, as far as a regular expression can express them. */
const baseUrl = {
  pattern:
    '^(https://[^/?#@\\s]|http://(localhost|127(\\.\\d+){3}|\\[::1\\])(:\\d+)?(/|$))[^?#@\\s]*$',
};

const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A policy for Account Inspector',
  ...toJsonSchema(policySchema, {
    target: 'draft-07',
    // JSON Schema can't express these: names are unique, and a locked server is among the
    // environments.
    ignoreActions: ['trim', 'check', 'partial_check'],
    // `baseUrlSchema` is the only schema with a raw transform.
    overrideAction: ({ valibotAction, jsonSchema }) =>
      valibotAction.type === 'raw_transform' ? { ...jsonSchema, ...baseUrl } : undefined,
  }),
};

it('docs/policy.schema.json matches the app’s schema; vitest -u updates the file', async () => {
  const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 100 });
  await expect(text).toMatchFileSnapshot(join(projectFolder, 'docs/policy.schema.json'));
});

const isValid = new Ajv({ allErrors: true }).compile(schema as SchemaObject);

it.each(validPolicies)('the JSON schema accepts %j', (policy) => {
  expect(isValid(policy)).toBe(true);
});

it.each(invalidPolicies)('the JSON schema rejects %j', (policy) => {
  expect(isValid(policy)).toBe(false);
});

it('each property has a description', () => {
  const entriesOf = (node: object): [string, object][] =>
    Object.entries(node).flatMap(([name, child]: [string, unknown]) => {
      if (typeof child !== 'object' || child === null) return [];
      const own = name === 'properties' ? (Object.entries(child) as [string, object][]) : [];
      return [...own, ...entriesOf(child)];
    });
  const undescribed = entriesOf(schema).filter(([, entry]) => !('description' in entry));
  expect(undescribed.map(([name]) => name)).toEqual([]);
});
