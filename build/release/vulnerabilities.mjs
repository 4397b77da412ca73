/**
 * @typedef {{ packages: Record<string, { version?: string, name?: string }> }} Lock
 * @typedef {{ severity: string, nodes: string[], via: (string | { title: string, url: string })[] }} Weakness
 */

/**
 * The weaknesses of what is shipped, a line each, in what `npm audit --json` says of everything that is installed; null where it
 * says that the registry did not answer.
 *
 * @param {unknown} report
 * @param {Lock} lock which version lies where
 * @param {readonly { name: string, version: string }[]} shipped besides Electron
 * @returns {string[] | null}
 */
export function weaknessesIn(report, lock, shipped) {
  const { vulnerabilities } = /** @type {{ vulnerabilities?: Record<string, Weakness> }} */ (
    report
  );
  if (vulnerabilities === undefined) return null;
  const isShipped = (/** @type {string} */ name, /** @type {string | undefined} */ version) =>
    name === 'electron' || shipped.some((one) => one.name === name && one.version === version);
  return Object.entries(vulnerabilities).flatMap(([name, { severity, nodes, via }]) => {
    const versions = new Set(nodes.map((node) => lock.packages[node]?.version));
    return [...versions]
      .filter((version) => isShipped(nameOf(name), version))
      .map((version) => `${name} ${version ?? ''}: ${severity}. ${via.map(told).join('; ')}`);
  });
}

/**
 * Whether a version of Electron is among its newest three majors, those that are mended
 * (https://www.electronjs.org/docs/latest/tutorial/electron-timelines).
 *
 * @param {string} version
 * @param {string} newest
 */
export function isSupported(version, newest) {
  const major = (/** @type {string} */ text) => Number(text.split('.')[0]);
  return major(version) > major(newest) - 3;
}

/** keytar's fork is listed under the name that it is installed by. */
const nameOf = (/** @type {string} */ name) => (name === '@github/keytar' ? 'keytar' : name);

const told = (/** @type {Weakness['via'][number]} */ cause) =>
  typeof cause === 'string' ? `by ${cause}` : `${cause.title} (${cause.url})`;
