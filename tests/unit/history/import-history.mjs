/**
 * @param {string} built the URL that `buildHistory` returned
 * @returns {Promise<typeof import('./history-module')>}
 */
export async function importHistory(built) {
  /** @type {unknown} */
  const module = await import(built);
  return /** @type {typeof import('./history-module')} */ (module);
}
