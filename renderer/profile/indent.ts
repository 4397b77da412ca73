import { format } from 'jsonc-parser';

/**
 * JSON text with a line a value. Only the white space changes: a number too long for JavaScript or a key that stands twice
 * stays as it came. jsonc-parser's own `applyEdits` copies the whole text for each edit: seconds for a list of 50,000.
 */
export function indent(json: string): string {
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
