/** Why a text is not looked up without a question. */
export type Oddity =
  /** Dots, an ellipsis, bullets or asterisks stand for characters that are missing. */
  | { readonly kind: 'shortened' }
  /** A line break stands within it, and the lines may also be two things. */
  | { readonly kind: 'line-break' }
  /** A letter or digit of another script, which may only look like one that belongs there. */
  | { readonly kind: 'other-script'; readonly character: string }
  /** A character that no id or address of this form has. */
  | { readonly kind: 'character'; readonly character: string }
  /** An e-mail address whose form is not valid. */
  | { readonly kind: 'email-form' };

/** What people and programs write for characters that they leave out. */
const shortened = /[…‥⋯•·●∙*]|\.{3}/;

export function isShortened(text: string): boolean {
  return shortened.test(text);
}

/** A letter of another script beside Latin letters, or null. A text in one script has none. */
export function mixedScriptIn(text: string): string | null {
  if (!/\p{Script=Latin}/u.test(text)) return null;
  return /(?!\p{Script=Latin})\p{L}/u.exec(text)?.[0] ?? null;
}
