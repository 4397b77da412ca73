/**
 * One spelling for all spellings of an e-mail address: Unicode normal form C, lower case, the domain in its ASCII form. No mail
 * provider of note tells addresses apart by case, although RFC 5321 allows it for the part before the `@`.
 */
export function canonicalEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at).normalize('NFC').toLowerCase();
  return `${local}@${asciiDomain(email.slice(at + 1))}`;
}

/** The host name as the URL standard writes it: https://url.spec.whatwg.org/#concept-domain-to-ascii */
function asciiDomain(domain: string): string {
  const url = /^[^\s/?#:@\\[\]%]+$/.test(domain) ? URL.parse(`https://${domain}`) : null;
  return url === null ? domain.normalize('NFC').toLowerCase() : url.hostname.replace(/\.$/, '');
}
