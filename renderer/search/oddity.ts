/** Why the app asks before it looks up a text. */
export type Oddity =
  /** Dots, an ellipsis, bullets or asterisks replace missing characters. */
  | { readonly kind: 'shortened' }
  /** A line break divides the text, and the second line may not belong to the id. */
  | { readonly kind: 'line-break' }
  /** A letter or digit of another script, which may only look like the right one. */
  | { readonly kind: 'other-script'; readonly character: string }
  /** A character that ids, or addresses, don't contain. */
  | { readonly kind: 'character'; readonly character: string }
  /** Not a valid e-mail address. */
  | { readonly kind: 'email-form' };

/** Characters that people and programs write in place of omitted text. */
const shortened = /[…‥⋯•·●∙*]|\.{3}/;

export function isShortened(text: string): boolean {
  return shortened.test(text);
}

/** The first letter of another script in a text with Latin letters. Null if there is none. */
export function mixedScriptIn(text: string): string | null {
  if (!/\p{Script=Latin}/u.test(text)) return null;
  return /(?!\p{Script=Latin})\p{L}/u.exec(text)?.[0] ?? null;
}
