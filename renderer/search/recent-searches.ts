const mostRecentSearches = 20;

/** The searches of this session with one more: newest first, each once. */
export function withSearch(recent: readonly string[], text: string): readonly string[] {
  return [text, ...withoutSearch(recent, text)].slice(0, mostRecentSearches);
}

/** The searches without one that is not to be seen again. */
export function withoutSearch(recent: readonly string[], text: string): readonly string[] {
  return recent.filter((other) => other !== text);
}
