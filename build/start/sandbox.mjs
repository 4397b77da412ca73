import { spawnSync } from 'node:child_process';

const withoutSandbox = '--no-sandbox';

/**
 * The switches that Electron needs on this machine. Chromium's sandbox does not start as root, nor where the system
 * forbids a user its own namespaces, as Ubuntu 24.04 does for programs outside its packages
 * (https://ubuntu.com/blog/ubuntu-23-10-restricted-unprivileged-user-namespaces). A package that is installed has
 * its sandbox there as well; this is about running from the sources.
 *
 * @returns {string[]}
 */
export function sandboxSwitches() {
  const obstacle = sandboxObstacle();
  if (obstacle === undefined) return [];
  console.log(`Without Chromium's sandbox (${withoutSandbox}), because ${obstacle}.`);
  return [withoutSandbox];
}

function sandboxObstacle() {
  if (process.platform !== 'linux') return undefined;
  if (process.getuid?.() === 0) return 'it does not start as root';
  if (!mayHaveNamespaces()) return 'this system forbids it the namespaces that it needs';
  return undefined;
}

function mayHaveNamespaces() {
  return spawnSync('unshare', ['--user', '--map-root-user', 'true']).status === 0;
}
