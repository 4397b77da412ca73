/**
 * @typedef {{ packages: Record<string, { version?: string, name?: string }> }} Lock
 * @typedef {object} Vulnerability
 * @property {string} severity
 * @property {string[]} nodes
 * @property {(string | { title: string, url: string })[]} via
 */

/**
 * Picks the vulnerabilities of Electron and of the shipped packages out of the report of
 * `npm audit --json`, which covers everything that is installed.
 *
 * @param {unknown} report
 * @param {Lock} lock names the version in each folder
 * @param {readonly { name: string, version: string }[]} shipped the packages besides Electron
 * @returns {string[] | null} one line per vulnerability; null if the registry did not answer
 */
export function findVulnerabilities(report, lock, shipped) {
  const { vulnerabilities } = /** @type {{ vulnerabilities?: Record<string, Vulnerability> }} */ (
    report
  );
  if (vulnerabilities === undefined) return null;
  const isShipped = (/** @type {string} */ name, /** @type {string | undefined} */ version) =>
    name === 'electron' || shipped.some((one) => one.name === name && one.version === version);
  return Object.entries(vulnerabilities).flatMap(([name, { severity, nodes, via }]) => {
    const versions = new Set(nodes.map((node) => lock.packages[node]?.version));
    return [...versions]
      .filter((version) => isShipped(nameOf(name), version))
      .map(
        (version) => `${name} ${version ?? ''}: ${severity}. ${via.map(describeCause).join('; ')}`,
      );
  });
}

/**
 * Electron fixes bugs and vulnerabilities in its newest three major versions
 * (https://www.electronjs.org/docs/latest/tutorial/electron-timelines).
 *
 * @param {string} version
 * @param {string} newest
 */
export function isSupported(version, newest) {
  const major = (/** @type {string} */ text) => Number(text.split('.')[0]);
  return major(version) > major(newest) - 3;
}

/** The list of shipped packages names keytar's fork by its folder in node_modules. */
const nameOf = (/** @type {string} */ name) => (name === '@github/keytar' ? 'keytar' : name);

const describeCause = (/** @type {Vulnerability['via'][number]} */ cause) =>
  typeof cause === 'string' ? `by ${cause}` : `${cause.title} (${cause.url})`;
