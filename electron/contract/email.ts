/**
 * The canonical spelling of an e-mail address: Unicode normal form C, lower case, and the domain in
 * its ASCII form. Major mail providers ignore case, although RFC 5321 makes the part before the `@`
 * case-sensitive.
 */
export function canonicalEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at).normalize('NFC').toLowerCase();
  return `${local}@${asciiDomain(email.slice(at + 1))}`;
}

/**
 * The domain as the URL standard serializes it:
 * https://url.spec.whatwg.org/#concept-domain-to-ascii
 */
function asciiDomain(domain: string): string {
  const url = /^[^\s/?#:@\\[\]%]+$/.test(domain) ? URL.parse(`https://${domain}`) : null;
  return url === null ? domain.normalize('NFC').toLowerCase() : url.hostname.replace(/\.$/, '');
}
