import { visit } from 'jsonc-parser';

/**
 * Values nested deeper are of no use to a reader, and their indented text would take megabytes.
 * jsonc-parser's `visit` calls itself once per level. It overflows the stack at 3,000 to 7,000
 * levels, which `JSON.parse` accepts.
 */
const maxLevels = 100;

/** More members would take the renderer seconds to paint. The documented user has 18. */
const maxMembers = 500;

/** Ends a visit: jsonc-parser has no other way to stop before the end of the text. */
class TooMuch extends Error {}

/**
 * Reads the members of a JSON object, each value as JSON text without white space. `JSON.parse`
 * alone would move numeric names to the front and round long numbers, such as ids. The last value
 * of a duplicate name counts, as with `JSON.parse`. 1 MiB of hostile text takes at most 0.5 s.
 *
 * @param json the text of an object, already found to be JSON
 * @returns null if the text exceeds `maxMembers` or `maxLevels`
 */
export function membersOf(json: string): ReadonlyMap<string, string> | null {
  const members = new Map<string, string>();
  let level = 0;
  let name = '';
  let value = '';
  const begin = (bracket: string) => {
    if (level > maxLevels) throw new TooMuch();
    if (level > 0) value += bracket;
    level += 1;
  };
  /** Adds the end of a value. At the first level, this completes a member. */
  const add = (text: string) => {
    value += text;
    if (level === 1) members.set(name, value);
    if (members.size > maxMembers) throw new TooMuch();
  };
  const end = (bracket: string) => {
    level -= 1;
    if (level > 0) add(bracket);
  };
  try {
    visit(json, {
      onObjectBegin: () => begin('{'),
      onArrayBegin: () => begin('['),
      onObjectEnd: () => end('}'),
      onArrayEnd: () => end(']'),
      onObjectProperty: (key) => {
        if (level === 1) [name, value] = [key, ''];
        else value += JSON.stringify(key);
      },
      onLiteralValue: (literal, offset, length) =>
        add(
          typeof literal === 'string'
            ? JSON.stringify(literal)
            : json.slice(offset, offset + length),
        ),
      onSeparator: (separator) => {
        if (level > 1) value += separator;
      },
    });
  } catch (error) {
    if (error instanceof TooMuch) return null;
    throw error;
  }
  return members;
}
