import * as v from 'valibot';
import type { Flaw, Lock } from '../contract/policy';
import { retentionFields } from '../contract/retention';
import { baseUrlSchema } from '../contract/settings';
import { twiceIn } from './duplicate-keys';

/** A server's address, with what an editor tells about it. */
const addressSchema = v.pipe(
  baseUrlSchema,
  v.description(
    'A server with its version: https://…, or http:// on this very computer. No user name, no ? and no #.',
  ),
);

const name = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));

const environmentsSchema = v.pipe(
  v.array(
    v.strictObject({
      name: v.pipe(name(60), v.description('What the screen calls it, such as Production.')),
      baseUrl: addressSchema,
    }),
  ),
  v.minLength(1),
  v.maxLength(20),
  v.check((environments) => areAllDifferent(environments.map(({ name }) => name))),
  v.check((environments) => areAllDifferent(environments.map(({ baseUrl }) => baseUrl))),
  v.description('Servers that the settings offer by name.'),
);

const areAllDifferent = (texts: readonly string[]) => new Set(texts).size === texts.length;

const days = (schema: typeof retentionFields.entryDays, text: string) =>
  v.exactOptional(v.pipe(schema, v.description(text)));

const retentionSchema = v.pipe(
  v.strictObject({
    answerDays: days(
      retentionFields.answerDays,
      'Days that an answer is kept; with 0 none is. Usually 30.',
    ),
    entryDays: days(
      retentionFields.entryDays,
      'Days that a lookup is kept; with 0 nothing is. Usually 90.',
    ),
    mostEntries: v.exactOptional(
      v.pipe(
        retentionFields.mostEntries,
        v.description('The most lookups that are kept. Usually 100000.'),
      ),
    ),
    keepsPinned: v.exactOptional(
      v.pipe(
        v.boolean(),
        v.description('Whether pinned people stay until somebody removes them. Usually not.'),
      ),
    ),
  }),
  v.description('For how long the history keeps what. What is left out is as usual.'),
);

const flag = (text: string) => v.exactOptional(v.pipe(v.boolean(), v.description(text)));

/** What can be set, and what can be locked besides. */
const values = {
  baseUrl: v.exactOptional(addressSchema),
  environments: v.exactOptional(environmentsSchema),
  retention: v.exactOptional(retentionSchema),
  updates: flag(
    'Whether the app looks for newer versions; locked to false, it gets and installs none either.',
  ),
  photos: flag('Whether profile pictures are fetched from the web.'),
};
const lockedValues = {
  ...values,
  sampleData: flag('Whether the made-up sample accounts can be used.'),
  export: flag('Whether the history can be saved to a file.'),
  verify: flag('Whether the answers of a caller can be compared with the account.'),
} satisfies Readonly<Record<Lock, v.GenericSchema | object>>;

/** Strict: a mistyped name must not leave open what it was meant to lock. */
export const policySchema = v.strictObject({
  $schema: v.exactOptional(v.pipe(v.string(), v.description('The schema, for editors.'))),
  managedBy: v.pipe(
    name(100),
    v.description('Who decided, as people read it: the name of a department and how to reach it.'),
  ),
  defaults: v.exactOptional(
    v.pipe(v.strictObject(values), v.description('What holds where a person has chosen nothing.')),
  ),
  locked: v.exactOptional(
    v.pipe(
      v.strictObject(lockedValues),
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
      v.description('What holds whatever a person has chosen, and can not be changed.'),
    ),
  ),
});

/** What an IT department decided for everybody on a computer. */
export type Policy = v.InferOutput<typeof policySchema>;

export type Locks = NonNullable<Policy['locked']>;

/** More would not be read. */
const mostPlaces = 5;
const longestPlace = 200;

/** Reads the text of a policy's file. */
export function parsePolicy(text: string): { readonly policy: Policy } | { readonly flaw: Flaw } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { flaw: { reason: 'not-json', at: placeOf(error, text) } };
  }
  const twice = twiceIn(text);
  if (twice !== null)
    return { flaw: { reason: 'not-fitting', places: [twice.slice(0, longestPlace)] } };
  const parsed = v.safeParse(policySchema, json);
  if (parsed.success) return { policy: parsed.output };
  const places = parsed.issues.flatMap(
    (issue) => v.getDotPath(issue)?.slice(0, longestPlace) ?? [],
  );
  return { flaw: { reason: 'not-fitting', places: [...new Set(places)].slice(0, mostPlaces) } };
}

function placeOf(error: unknown, text: string) {
  const [, position] = /at position (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
  if (position === undefined) return null;
  const lines = text.slice(0, Number(position)).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
