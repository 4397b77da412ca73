const token = /"(?:[^"\\]+|\\.)*"(\s*:)?|[{}[\]]/g;

/**
 * The first name that stands twice in the same object, of which `JSON.parse` would drop the first value without a word; null
 * where there is none.
 *
 * @param json a text, already found to be JSON
 */
export function twiceIn(json: string): string | null {
  /** The names so far in each object that is open; null for a list. */
  const open: (Set<string> | null)[] = [];
  for (const [text, colon] of json.matchAll(token)) {
    if (text === '{') open.push(new Set());
    else if (text === '[') open.push(null);
    else if (text === '}' || text === ']') open.pop();
    else if (colon !== undefined) {
      const name = JSON.parse(text.slice(0, -colon.length)) as string;
      const names = open.at(-1);
      if (names?.has(name) === true) return name;
      names?.add(name);
    }
  }
  return null;
}
