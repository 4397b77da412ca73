import { limits } from '../../electron/contract/limits';
import { isShortened, mixedScriptIn, type Oddity } from './oddity';
import { decodePercent } from './repair-text';

/** A piece of text that contains an `@`. The oddity is null if it is an e-mail address. */
export type EmailCandidate = { readonly text: string; readonly oddity: Oddity | null };

/** Separates pieces of text. A piece is an address as a whole or not at all; it is never cut. */
const delimiter = /[\s"“”„‟«»‹›<>()[\],;\\、「」『』【】〈〉《》]+/u;

/**
 * An address with a quoted local part, which may contain spaces and delimiters
 * (https://www.rfc-editor.org/rfc/rfc5321#section-4.1.2).
 */
const quotedAddress = /(?<![^\s<,;:])"(?:[^"\\\r\n]|\\[^\r\n]){1,62}"@[^\s"“”<>()[\],;\\]{1,253}/gu;

/** Quotation marks and Markdown marks around an address. */
const wrapping = /^['`*~|{}‘’‚‛]+|['`*~|{}‘’‚‛!?:]+$/gu;

/** Characters that word processors and phones insert in place of an ASCII apostrophe. */
const apostrophe = /[\u2018\u2019\u201B\u02B9\u02BC\u2032\u00B4]/g;

/** Words before `:` or `=` that announce an address. Any other word may be part of the address. */
const label =
  /^(?:[\w.-]*[-_.])?(?:e-?mail(?:-?adresse?)?|mail(?:to)?|user(?:name)?|login|account|customer|client|contact|recipient|rcpt|sender|from|to|cc|bcc|reply-?to|addr(?:ess)?|owner|author|subject|uid|id|q|query|search|term|value|member|actor|benutzer|kunde|konto|absender|empfänger|adresse|von|an|courriel|utilisateur|compte|expéditeur|destinataire|de|à)$/iu;

/** How many levels of percent-encoded links within links are searched. */
const maxLinkDepth = 3;

const utf8 = new TextEncoder();

/** Finds all pieces of a text that contain an `@`. Takes linear time. */
export function findEmailCandidates(text: string): EmailCandidate[] {
  const quoted = [...text.matchAll(quotedAddress)].map(([address]) => address);
  const rest = text.replace(quotedAddress, ' ');
  return [...quoted, ...rest.split(delimiter)].flatMap((piece) => candidatesIn(piece, 0));
}

function candidatesIn(piece: string, depth: number): EmailCandidate[] {
  if (!/@|%(?:25)*40/.test(piece)) return [];
  if (depth < maxLinkDepth && isPartOfLink(piece)) {
    return partsOfLink(piece).flatMap((part) => candidatesIn(decodePercent(part), depth + 1));
  }
  if (!piece.includes('@')) {
    return depth < maxLinkDepth ? candidatesIn(decodePercent(piece), depth + 1) : [];
  }
  const address = repairAddress(withoutLabel(withoutWrapping(piece)));
  // This is a handle, such as @ann.
  if (address.lastIndexOf('@') === 0) return [];
  return [{ text: address, oddity: oddityOf(address) }];
}

function isPartOfLink(piece: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|mailto:|www\.|[/?&#])|[?&][\w.[\]-]+=/i.test(piece);
}

/**
 * The parts of a link's path, query and fragment. The host is left out: text before an `@` there is
 * a user name for signing in, not an address.
 */
function partsOfLink(link: string): string[] {
  const [, recipient] = /^mailto:([^?]+)/i.exec(link) ?? [];
  if (recipient !== undefined) return [recipient];
  return link.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').split(/[/?&#=;]/);
}

function withoutWrapping(piece: string): string {
  const text = piece.replace(wrapping, '');
  const isEmphasis = text.startsWith('_') && text.endsWith('_');
  const bare = isEmphasis ? text.replace(/^_+|_+$/g, '') : text;
  const end = /[^.]\.$/.test(bare) ? bare.slice(0, -1).replace(wrapping, '') : bare;
  // A domain has no apostrophe, so the ending is a possessive: "jane@example.com's".
  return end.replace(/(@[^@'’]+)['’]s$/, '$1');
}

function withoutLabel(piece: string): string {
  const [, name = '', value = ''] = /^([^:=@]+)[:=](.+)$/.exec(piece) ?? [];
  return label.test(name) ? withoutWrapping(value) : piece;
}

function repairAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return address.slice(0, at).replace(apostrophe, "'") + address.slice(at);
}

/**
 * Why a text is not an address that RFC 5321 and RFC 6531 allow, with a public domain. Null if it
 * is one (https://www.rfc-editor.org/rfc/rfc6531#section-3.3).
 */
function oddityOf(address: string): Oddity | null {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (isShortened(address)) return { kind: 'shortened' };
  const foreign = mixedScriptIn(local) ?? mixedLabelIn(domain);
  if (foreign !== null) return { kind: 'other-script', character: foreign };
  const isQuoted = local.startsWith('"');
  const character =
    /[^\p{L}\p{M}\p{N}.@-]/u.exec(domain)?.[0] ?? (isQuoted ? null : unusualCharacterIn(local));
  if (character !== null) return { kind: 'character', character };
  const isValid =
    (isQuoted || /^[^.@-][^.@]*(?:\.[^.@]+)*$/.test(local)) &&
    utf8.encode(local).length <= 64 &&
    address.length <= limits.emailLength &&
    isPublicDomain(domain);
  return isValid ? null : { kind: 'email-form' };
}

/**
 * The first character that is not allowed in a local part, or that may not belong to it. A percent
 * sign may start an escape sequence, and a word before `=` may be a parameter name.
 */
function unusualCharacterIn(local: string): string | null {
  return (
    /[^\p{L}\p{M}\p{N}!#$&'+/=?^_`{|}~.@-]/u.exec(local)?.[0] ??
    /^[\w-]+([=:])/.exec(local)?.[1] ??
    null
  );
}

function mixedLabelIn(domain: string): string | null {
  for (const part of domain.split('.')) {
    const foreign = mixedScriptIn(part);
    if (foreign !== null) return foreign;
  }
  return null;
}

function isPublicDomain(domain: string): boolean {
  const labels = domain.split('.');
  const isNamed = labels.every(
    (each) => /^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]{0,62}$/u.test(each) && !each.endsWith('-'),
  );
  const top = labels.at(-1) ?? '';
  return isNamed && labels.length > 1 && /^(?:xn--[a-z0-9-]+|[\p{L}\p{M}]{2,})$/iu.test(top);
}
