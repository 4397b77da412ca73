import { expect, it } from 'vitest';
import { findVulnerabilities, isSupported } from '../../../../build/release/vulnerabilities.mjs';

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
const vulnerability = (...nodes: string[]) => ({
  severity: 'low',
  nodes,
  via: [{ title: 'It loops', url: 'https://github.com/advisories/GHSA-1' }, 'another'],
});

it.each([
  ['semver', 'node_modules/electron-updater/node_modules/semver', 'semver 7.7.4: low. It loops'],
  ['@github/keytar', 'node_modules/keytar', '@github/keytar 7.10.6: low.'],
  ['electron', 'node_modules/electron', 'electron 45.4.1: low.'],
])('reports a vulnerability of %s, which is shipped', (name, node, line) => {
  const lines = findVulnerabilities(
    { vulnerabilities: { [name]: vulnerability(node) } },
    lock,
    shipped,
  );
  expect(lines).toEqual([expect.stringContaining(line)]);
  expect(lines?.[0]).toContain('(https://github.com/advisories/GHSA-1); by another');
});

it('leaves out a tool, and a version that only a tool uses', () => {
  const vulnerabilities = {
    eslint: vulnerability('node_modules/eslint'),
    semver: vulnerability('node_modules/semver'),
  };
  expect(findVulnerabilities({ vulnerabilities }, lock, shipped)).toEqual([]);
});

it('returns null if the registry does not answer', () => {
  expect(
    findVulnerabilities({ message: '405 Method Not Allowed', statusCode: 405 }, lock, shipped),
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
