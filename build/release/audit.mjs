import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { projectFolder } from '../paths.mjs';
import { readJson } from '../read-json.mjs';
import { script } from '../script.mjs';
import { officialVersion } from '../start/electron-official.mjs';
import { findVulnerabilities, isSupported } from './vulnerabilities.mjs';

/**
 * `npm run audit`, after a build. Fails if the registry knows a vulnerability of Electron or of a
 * shipped package, or if Electron no longer supports the shipped version. `npm audit --omit=dev` is
 * not enough: Electron and the bundled packages are development dependencies. An unreachable
 * registry is no failure.
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
    throw new Error(
      `Electron ${officialVersion} is no longer supported. The newest version is ${newest}.`,
    );
  const report = await npm('audit', '--json');
  const vulnerabilities = findVulnerabilities(report, lock, licenses);
  if (vulnerabilities === null) {
    console.log('The registry did not report vulnerabilities.');
    return;
  }
  if (vulnerabilities.length > 0)
    throw new Error(`The app ships vulnerabilities:\n${vulnerabilities.join('\n')}`);
  console.log(
    `The registry knows no vulnerability of Electron and the ${licenses.length} shipped packages.`,
  );
});

/**
 * @param {string[]} args
 * @returns {Promise<unknown>} the JSON output; npm prints it also when it exits with an error
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
          reject(new Error(`npm ${args[0]} printed no JSON: ${error?.message ?? stdout}`));
        }
      },
    );
  });
}
