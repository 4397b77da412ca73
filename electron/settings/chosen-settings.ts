import * as v from 'valibot';
import { defaultRetention, retentionFields } from '../contract/retention';
import { settingSchemas, type ChosenSettings, type Settings } from '../contract/settings';

export const defaultBaseUrl = 'https://api.aitronos.com/v1';

export const defaultSettings: Settings = {
  environment: null,
  baseUrl: defaultBaseUrl,
  keyStoredFor: [],
  proxy: { use: 'system' },
  proxyPasswordFor: [],
  language: 'system',
  theme: 'system',
  timeOutSeconds: 15,
  lookUpOnPaste: true,
  singleKeys: true,
  showPhotos: true,
  checkForUpdates: true,
  isPrivate: false,
  policyServer: null,
  retention: defaultRetention,
};

/**
 * Reads what was chosen from a file's JSON. An invalid value counts as not chosen and does not affect
 * the others.
 */
export function readChosen(json: unknown): ChosenSettings {
  const retention = readEach(retentionFields, isObject(json) ? json['retention'] : null);
  return {
    ...readEach(settingSchemas, json),
    ...(Object.keys(retention).length > 0 && { retention }),
  };
}

function readEach(schemas: Readonly<Record<string, v.GenericSchema>>, json: unknown): object {
  if (!isObject(json)) return {};
  const read = Object.entries(schemas).flatMap(([name, schema]) => {
    const parsed = v.safeParse(schema, json[name]);
    return parsed.success ? [[name, parsed.output] as const] : [];
  });
  return Object.fromEntries(read);
}

const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null;

/** Adds one choice. */
export function withChoice(
  chosen: ChosenSettings,
  { retention, ...changes }: ChosenSettings,
): ChosenSettings {
  return {
    ...chosen,
    ...changes,
    ...(retention !== undefined && { retention: { ...chosen.retention, ...retention } }),
  };
}
