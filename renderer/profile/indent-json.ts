import { format } from 'jsonc-parser';

/**
 * Indents JSON text, one value per line. Only white space changes. `JSON.parse` and
 * `JSON.stringify` would round large numbers and drop duplicate keys.
 *
 * jsonc-parser's `applyEdits` copies the whole text per edit, which takes seconds for a list of
 * 50,000 items. So this function joins the pieces itself.
 */
export function indentJson(json: string): string {
  const pieces: string[] = [];
  let end = 0;
  for (const { offset, length, content } of format(json, undefined, {
    insertSpaces: true,
    tabSize: 2,
  })) {
    pieces.push(json.slice(end, offset), content);
    end = offset + length;
  }
  return pieces.join('') + json.slice(end);
}
