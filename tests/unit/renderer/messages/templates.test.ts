import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type AST } from 'svelte/compiler';
import { expect, it } from 'vitest';

/** Attributes whose text people see or a screen reader announces. */
const textAttributes = ['aria-label', 'aria-description', 'alt', 'label', 'placeholder', 'title'];

const hasLetter = (text: string) => /\p{L}/u.test(text);

/** The literal texts in a template's syntax tree. They belong in messages/. */
function wordsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(wordsIn);
  if (typeof node !== 'object' || node === null) return [];
  const { type } = node as { type?: string };
  if (type === 'Text') return [(node as AST.Text).data].filter(hasLetter);
  if (type === 'Attribute') {
    const { name, value } = node as AST.Attribute;
    return textAttributes.includes(name) || value === true ? wordsIn(value) : [];
  }
  return Object.entries(node)
    .filter(([name]) => name !== 'css' && name !== 'instance' && name !== 'module')
    .flatMap(([, child]) => wordsIn(child));
}

const templateWords = (source: string) => wordsIn(parse(source, { modern: true }).fragment);

it('literal texts in a template are found', () => {
  const source = '<p title="A title" class="no-word">Some words {m.no_word()} · <b>more</b></p>';
  expect(templateWords(source)).toEqual(['A title', 'Some words ', 'more']);
});

const renderer = join(import.meta.dirname, '../../../../renderer');
const components = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.svelte'),
);

it.each(components)('%s takes all texts from messages/', (file) => {
  expect(templateWords(readFileSync(join(renderer, file), 'utf8'))).toEqual([]);
});
