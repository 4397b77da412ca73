const maxRecentSearches = 20;

/** Adds a search to the recent ones: newest first, without duplicates. */
export function withSearch(recent: readonly string[], text: string): readonly string[] {
  return [text, ...withoutSearch(recent, text)].slice(0, maxRecentSearches);
}

/** Removes a search from the recent ones, because a text with an API key must not come back. */
export function withoutSearch(recent: readonly string[], text: string): readonly string[] {
  return recent.filter((other) => other !== text);
}
