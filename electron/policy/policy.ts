import * as v from 'valibot';
import type { Flaw, Lock } from '../contract/policy';
import { retentionFields } from '../contract/retention';
import { baseUrlSchema } from '../contract/settings';
import { jsonFlawIn } from './json-flaw';

/** The descriptions become docs/policy.schema.json, which editors show. */
const addressSchema = v.pipe(
  baseUrlSchema,
  v.description(
    'The base URL of a server, with the API version. https://, or http:// for this computer only. Without user name, query or fragment.',
  ),
);

const nameUpTo = (maxLength: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(maxLength));

const environmentsSchema = v.pipe(
  v.array(
    v.strictObject({
      name: v.pipe(nameUpTo(60), v.description('The name on the screen, such as Production.')),
      baseUrl: addressSchema,
    }),
  ),
  v.minLength(1),
  v.maxLength(20),
  v.check((environments) => areAllDifferent(environments.map(({ name }) => name))),
  v.check((environments) => areAllDifferent(environments.map(({ baseUrl }) => baseUrl))),
  v.description('The servers that the settings offer by name.'),
);

const areAllDifferent = (texts: readonly string[]) => new Set(texts).size === texts.length;

const days = (schema: typeof retentionFields.entryDays, text: string) =>
  v.exactOptional(v.pipe(schema, v.description(text)));

const retentionSchema = v.pipe(
  v.strictObject({
    answerDays: days(
      retentionFields.answerDays,
      'How many days the history keeps an answer. 0: keeps no answers. Default: 30.',
    ),
    entryDays: days(
      retentionFields.entryDays,
      'How many days the history keeps a lookup. 0: keeps nothing. Default: 90.',
    ),
    mostEntries: v.exactOptional(
      v.pipe(
        retentionFields.mostEntries,
        v.description('The maximum number of lookups in the history. Default: 100000.'),
      ),
    ),
    keepsPinned: v.exactOptional(
      v.pipe(
        v.boolean(),
        v.description(
          'Whether pinned people are kept until they are removed by hand. Default: false.',
        ),
      ),
    ),
  }),
  v.description('How long the history keeps its entries. Omitted values have their default.'),
);

const flag = (text: string) => v.exactOptional(v.pipe(v.boolean(), v.description(text)));

/** What a policy can set as a default or lock. */
const values = {
  baseUrl: v.exactOptional(addressSchema),
  environments: v.exactOptional(environmentsSchema),
  retention: v.exactOptional(retentionSchema),
  updates: flag(
    'Whether the app checks for updates. If locked to false, it does not download or install any either.',
  ),
  photos: flag('Whether the app fetches profile pictures from the web.'),
};

/** What a policy can lock. */
const lockableValues = {
  ...values,
  sampleData: flag('Whether the built-in sample accounts can be used.'),
  export: flag('Whether the history can be exported to a file.'),
  verify: flag('Whether "Verify the caller" is available.'),
} satisfies Readonly<Record<Lock, v.GenericSchema | object>>;

/** Rejects unknown names: a mistyped lock must not leave unlocked what it was meant to lock. */
export const policySchema = v.strictObject({
  $schema: v.exactOptional(
    v.pipe(v.string(), v.description('The path of this schema, for editors. The app ignores it.')),
  ),
  managedBy: v.pipe(
    nameUpTo(100),
    v.description(
      'Who manages the policy, as shown on the screen: a department and how to reach it.',
    ),
  ),
  defaults: v.exactOptional(
    v.pipe(
      v.strictObject(values),
      v.description('Values for settings that a person has not chosen.'),
    ),
  ),
  locked: v.exactOptional(
    v.pipe(
      v.strictObject(lockableValues),
      v.forward(
        v.partialCheck(
          [['baseUrl'], ['environments']],
          ({ baseUrl, environments }) =>
            baseUrl === undefined ||
            environments === undefined ||
            environments.some((environment) => environment.baseUrl === baseUrl),
        ),
        ['baseUrl'],
      ),
      v.description("Values that a person cannot change. They override a person's choices."),
    ),
  ),
});

/** What administrators have set for all users of a computer. */
export type Policy = v.InferOutput<typeof policySchema>;

export type Locks = NonNullable<Policy['locked']>;

/** More would not be read. */
const mostPlaces = 5;
const longestPlace = 200;

/** Reads the text of a policy's file. */
export function parsePolicy(text: string): { readonly policy: Policy } | { readonly flaw: Flaw } {
  const flaw = jsonFlawIn(text);
  if (flaw?.reason === 'not-fitting') return { flaw: notFitting(flaw.places) };
  if (flaw !== null) return { flaw };
  const parsed = v.safeParse(policySchema, JSON.parse(text));
  if (parsed.success) return { policy: parsed.output };
  return { flaw: notFitting(parsed.issues.flatMap((issue) => v.getDotPath(issue) ?? [])) };
}

function notFitting(places: readonly string[]): Flaw {
  const shortened = places.map((place) => place.slice(0, longestPlace));
  return { reason: 'not-fitting', places: [...new Set(shortened)].slice(0, mostPlaces) };
}
