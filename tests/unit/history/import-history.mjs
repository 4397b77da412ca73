/**
 * @param {string} built the URL that `buildHistory` gave
 * @returns {Promise<typeof import('./in-node')>}
 */
export async function importHistory(built) {
  /** @type {unknown} */
  const module = await import(built);
  return /** @type {typeof import('./in-node')} */ (module);
}
