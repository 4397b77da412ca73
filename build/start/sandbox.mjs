import { spawnSync } from 'node:child_process';

const withoutSandbox = '--no-sandbox';

/**
 * The switches that Electron needs to run from the sources on this machine. Chromium's sandbox does
 * not start as root, nor without user namespaces. Ubuntu 24.04 allows those only to programs with
 * an AppArmor profile
 * (https://ubuntu.com/blog/ubuntu-23-10-restricted-unprivileged-user-namespaces), which the deb
 * installs.
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
  if (!mayHaveNamespaces()) return 'this system does not allow the user namespaces that it needs';
  return undefined;
}

function mayHaveNamespaces() {
  return spawnSync('unshare', ['--user', '--map-root-user', 'true']).status === 0;
}
