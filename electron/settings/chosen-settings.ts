import * as v from 'valibot';
import { retentionFields } from '../contract/retention';
import { settingSchemas, type ChosenSettings } from '../contract/settings';

/**
 * Parses the content of the settings file. Drops each value that is unknown or invalid, and keeps
 * the others.
 */
export function parseChosenSettings(json: unknown): ChosenSettings {
  const retention = parseEach(retentionFields, isObject(json) ? json['retention'] : null);
  return {
    ...parseEach(settingSchemas, json),
    ...(Object.keys(retention).length > 0 && { retention }),
  };
}

function parseEach(schemas: Readonly<Record<string, v.GenericSchema>>, json: unknown): object {
  if (!isObject(json)) return {};
  const valid = Object.entries(schemas).flatMap(([name, schema]) => {
    const parsed = v.safeParse(schema, json[name]);
    return parsed.success ? [[name, parsed.output] as const] : [];
  });
  return Object.fromEntries(valid);
}

const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null;

/** Applies changes to the choices. The parts of the retention are merged one by one. */
export function mergeChoices(
  chosen: ChosenSettings,
  { retention, ...changes }: ChosenSettings,
): ChosenSettings {
  return {
    ...chosen,
    ...changes,
    ...(retention !== undefined && { retention: { ...chosen.retention, ...retention } }),
  };
}
