import { expect, it } from 'vitest';
import {
  environmentWithHost,
  environmentInSentence,
  environmentName,
} from '../../../../renderer/settings/environment-name';

const url = 'https://api.example.com:8443/v1';
const named = [{ name: 'Production\u200B', baseUrl: url }];

it.each([
  ['sample', 'Sample data', 'Sample data', 'Sample data'],
  ['https://api.example.com:8443/v2', ...Array<string>(3).fill('api.example.com:8443')],
  [
    url,
    'Production[U+200B]',
    '\u2068Production[U+200B]\u2069',
    'Production[U+200B] (api.example.com:8443)',
  ],
] as [string, string, string, string][])(
  '%s is displayed as %s',
  (environment, name, inSentence, forIt) => {
    expect(environmentName(environment, named)).toBe(name);
    expect(environmentInSentence(environment, named)).toBe(inSentence);
    expect(environmentWithHost(environment, named)).toBe(forIt);
  },
);
