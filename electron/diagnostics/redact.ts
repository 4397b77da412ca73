/** Details with these names are always redacted. */
const secretNames =
  /key|secret|token|password|authorization|cookie|email|name|id$|json|user|birthday|post/i;

/**
 * Secrets and personal data within a value: keys with a usual prefix, JSON Web Tokens, names of
 * home folders, user ids, e-mail addresses and long tokens.
 */
const secretValues =
  /\b(?:[a-z]+_)*(?:ak|sk|pk|key)_\w+|\beyJ[\w-]*(?:\.[\w-]+)+|(?<=[\\/](?:home|Users)[\\/])[^\\/:]+|usr_[\w-]+|[^\s@"']+(?:@|%40)[^\s@"']+|[A-Za-z0-9_-]{24,}/g;

export type Details = Readonly<Record<string, string | number | boolean>>;

/** Replaces secrets and personal data in the details of a log event, by name and by value. */
export function redact(details: Details): Details {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => {
      if (secretNames.test(name)) return [name, '[redacted]'];
      return [name, typeof value === 'string' ? redactText(value) : value];
    }),
  );
}

/** Replaces secrets and personal data in a text, such as the message of an error. */
export function redactText(text: string): string {
  return text.replace(secretValues, '[redacted]');
}
