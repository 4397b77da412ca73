/** Beginnings that keys are known to have. Behind one stand at least ten characters, a digit among them. */
const keyPrefix = /(?<![A-Za-z0-9])(?:o?ak|sk|pk|rk|api|key)[-_]/i;
const shortestRest = 10;

/** The first part of a JSON web token, which ends with a dot. */
const tokenHeader = /(?<![A-Za-z0-9])eyJ[\w-]{8}/;

/** The name of a key or of a header before its value. */
const namedKey = /(?:api[-_ ]?key|bearer|authorization)["']?[\s:=]+["']?[\w-]{8}/i;

/**
 * Whether a text holds what looks like an API key. Reads each run of characters once: a text may be megabytes long.
 */
export function holdsApiKey(text: string): boolean {
  for (const { 0: run, index } of text.matchAll(/[\w-]+/g)) {
    if (isKey(run) || (text[index + run.length] === '.' && tokenHeader.test(run))) return true;
  }
  return namedKey.test(text);
}

/** The first beginning leaves the longest rest: if that is no key, none of the others is. */
function isKey(run: string): boolean {
  const prefix = keyPrefix.exec(run);
  if (prefix === null) return false;
  const rest = run.slice(prefix.index + prefix[0].length);
  return rest.length >= shortestRest && /\d/.test(rest);
}
