/** Common prefixes of API keys. */
const keyPrefix = /(?<![A-Za-z0-9])(?:o?ak|sk|pk|rk|api|key)[-_]/i;
/** The minimum length of a key after its prefix. */
const minSecretLength = 10;

/**
 * The first part of a JSON Web Token. A dot follows it (https://www.rfc-editor.org/rfc/rfc7519).
 */
const tokenHeader = /(?<![A-Za-z0-9])eyJ[\w-]{8}/;

/** The name of a key or a header, followed by a value. */
const namedKey = /(?:api[-_ ]?key|bearer|authorization)["']?[\s:=]+["']?[\w-]{8}/i;

/**
 * Whether a text contains something that looks like an API key. Takes linear time, because a pasted
 * text may be megabytes long.
 */
export function holdsApiKey(text: string): boolean {
  for (const { 0: run, index } of text.matchAll(/[\w-]+/g)) {
    if (isKey(run) || (text[index + run.length] === '.' && tokenHeader.test(run))) return true;
  }
  return namedKey.test(text);
}

/**
 * Whether a run contains a prefix, and after it enough characters with a digit among them. Checks
 * the first prefix only: the text after a later one is part of the text after the first.
 */
function isKey(run: string): boolean {
  const prefix = keyPrefix.exec(run);
  if (prefix === null) return false;
  const rest = run.slice(prefix.index + prefix[0].length);
  return rest.length >= minSecretLength && /\d/.test(rest);
}
