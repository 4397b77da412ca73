import { expect, it } from 'vitest';
import { isSupported, weaknessesIn } from '../../../../build/release/vulnerabilities.mjs';

const shipped = [
  { name: 'semver', version: '7.7.4' },
  { name: 'keytar', version: '7.10.6' },
];
const lock = {
  packages: {
    'node_modules/semver': { version: '5.0.0' },
    'node_modules/electron-updater/node_modules/semver': { version: '7.7.4' },
    'node_modules/keytar': { version: '7.10.6', name: '@github/keytar' },
    'node_modules/eslint': { version: '10.15.0' },
    'node_modules/electron': { version: '45.4.1' },
  },
};
const weakness = (...nodes: string[]) => ({
  severity: 'low',
  nodes,
  via: [{ title: 'It loops', url: 'https://github.com/advisories/GHSA-1' }, 'another'],
});

it.each([
  ['semver', 'node_modules/electron-updater/node_modules/semver', 'semver 7.7.4: low. It loops'],
  ['@github/keytar', 'node_modules/keytar', '@github/keytar 7.10.6: low.'],
  ['electron', 'node_modules/electron', 'electron 45.4.1: low.'],
])('a weakness of %s, which is shipped, is told', (name, node, line) => {
  const told = weaknessesIn({ vulnerabilities: { [name]: weakness(node) } }, lock, shipped);
  expect(told).toEqual([expect.stringContaining(line)]);
  expect(told?.[0]).toContain('(https://github.com/advisories/GHSA-1); by another');
});

it('that of a tool, or of a version that only a tool has, is not', () => {
  const vulnerabilities = {
    eslint: weakness('node_modules/eslint'),
    semver: weakness('node_modules/semver'),
  };
  expect(weaknessesIn({ vulnerabilities }, lock, shipped)).toEqual([]);
});

it('a registry that does not answer is no answer', () => {
  expect(
    weaknessesIn({ message: '405 Method Not Allowed', statusCode: 405 }, lock, shipped),
  ).toBeNull();
});

it.each([
  ['45.4.1', '45.4.1', true],
  ['43.0.0', '45.4.1', true],
  ['42.9.9', '45.0.0', false],
  ['33.2.1', '45.4.1', false],
])('Electron %s beside %s is supported: %s', (version, newest, expected) => {
  expect(isSupported(version, newest)).toBe(expected);
});
