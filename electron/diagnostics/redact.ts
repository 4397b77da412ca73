/** Names whose values are never written, whatever they hold. */
const secretNames =
  /key|secret|token|password|authorization|cookie|email|name|id$|json|user|birthday|post/i;

/** What a value can hold by accident: ids, e-mail addresses, home folders, keys by their usual beginnings, JWTs, long tokens. */
const secretValues =
  /\b(?:[a-z]+_)*(?:ak|sk|pk|key)_\w+|\beyJ[\w-]*(?:\.[\w-]+)+|(?<=[\\/](?:home|Users)[\\/])[^\\/:]+|usr_[\w-]+|[^\s@"']+(?:@|%40)[^\s@"']+|[A-Za-z0-9_-]{24,}/g;

export type Details = Readonly<Record<string, string | number | boolean>>;

/** Makes details fit for a log: by name and by value, no secret and no personal data stays in them. */
export function redact(details: Details): Details {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => {
      if (secretNames.test(name)) return [name, '[redacted]'];
      return [name, typeof value === 'string' ? redactText(value) : value];
    }),
  );
}

/** The same for a text of unknown origin, such as an error's message. */
export function redactText(text: string): string {
  return text.replace(secretValues, '[redacted]');
}
