/** A value that is nested deeper holds nothing that somebody could read, and whoever indents it writes megabytes. */
const deepest = 100;
/** More would take a page seconds to paint. The documented account has 18. */
const most = 500;

const token = /"(?:[^"\\]+|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/**
 * The members of a JSON object, each value as JSON text without white space. `JSON.parse` alone would move names that
 * look like numbers to the front and round long numbers, such as ids. Of a name that stands twice the last value counts,
 * as with `JSON.parse`.
 *
 * @param json the text of an object, already found to be JSON
 * @returns null where there is more than an account holds: more members, or more levels
 */
export function membersOf(json: string): ReadonlyMap<string, string> | null {
  const members = new Map<string, string>();
  let depth = 0;
  let name: string | null = null;
  let value: string[] = [];
  for (const [text] of json.matchAll(token)) {
    if (text === '}' || text === ']') depth -= 1;
    const isBetween = depth === 0 || (depth === 1 && text === ',');
    if (isBetween && name !== null) {
      members.set(name, value.join(''));
      name = null;
    } else if (!isBetween && name === null) {
      name = JSON.parse(text) as string;
      value = [];
    } else if (!isBetween && !(depth === 1 && text === ':')) {
      value.push(text.startsWith('"') ? JSON.stringify(JSON.parse(text)) : text);
    }
    if (text === '{' || text === '[') depth += 1;
    if (depth > deepest + 1 || members.size > most) return null;
  }
  return members;
}
