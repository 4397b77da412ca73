import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { projectFolder } from '../paths.mjs';
import { readJson } from '../read-json.mjs';
import { script } from '../script.mjs';
import { officialVersion } from '../start/electron-official.mjs';
import { isSupported, weaknessesIn } from './vulnerabilities.mjs';

/**
 * `npm run audit`, after a build: fails where the registry knows a weakness of what is shipped, Electron and what is bundled
 * included, which npm takes for tools, and where Electron no longer mends the version that is shipped. A registry that doesn't
 * answer stops nobody.
 */
await script(async () => {
  const licenses = /** @type {{ name: string, version: string }[]} */ (
    readJson(join(projectFolder, 'out/licenses.json'))
  );
  const lock = /** @type {import('./vulnerabilities.mjs').Lock} */ (
    readJson(join(projectFolder, 'package-lock.json'))
  );
  const newest = await npm('view', 'electron', 'version', '--json');
  if (typeof newest === 'string' && !isSupported(officialVersion, newest))
    throw new Error(`Electron no longer mends ${officialVersion}: the newest one is ${newest}.`);
  const report = await npm('audit', '--json');
  const weaknesses = weaknessesIn(report, lock, licenses);
  if (weaknesses === null) {
    console.log('The registry did not say what it knows of weaknesses.');
    return;
  }
  if (weaknesses.length > 0)
    throw new Error(`What is shipped has weaknesses:\n${weaknesses.join('\n')}`);
  console.log(
    `The registry knows no weakness of Electron and the ${licenses.length} packages that are shipped.`,
  );
});

/**
 * @param {string[]} args
 * @returns {Promise<unknown>} what npm says; it ends with an error where it has found something, anywhere
 */
function npm(...args) {
  return new Promise((resolve, reject) => {
    execFile(
      'npm',
      args,
      { cwd: projectFolder, shell: process.platform === 'win32', maxBuffer: Infinity },
      (error, stdout) => {
        try {
          resolve(JSON.parse(stdout));
        } catch {
          reject(
            new Error(`npm ${args[0]} said nothing that can be read: ${error?.message ?? stdout}`),
          );
        }
      },
    );
  });
}
