import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePhotoUrl } from '../../../electron/photo/photo-url';

describe('the URL of a photo', () => {
  it.each([
    ['https://images.example.com/a.webp', 'https://images.example.com/a.webp'],
    [
      'https://images.example.com:443/a.webp?size=64#x',
      'https://images.example.com/a.webp?size=64#x',
    ],
    ['HTTPS://Images.Example.COM/a.webp', 'https://images.example.com/a.webp'],
    ['https://bücher.example/a.webp', 'https://xn--bcher-kva.example/a.webp'],
    ['https://images.example.xn--p1ai/', 'https://images.example.xn--p1ai/'],
    ['https://a_b.example.com/', 'https://a_b.example.com/'],
    ['https://10.0.0.1.example.com/', 'https://10.0.0.1.example.com/'],
    ['https://local.example.com/', 'https://local.example.com/'],
  ])('is accepted on a public host: %s', (text, href) => {
    expect(parsePhotoUrl(text)?.href).toBe(href);
  });

  it.each([
    ['with http', 'http://images.example.com/a.webp'],
    ['with the scheme file', 'file:///etc/passwd'],
    ['with the scheme of the app', 'app://inspector/index.html'],
    ['with the scheme data', 'data:image/png;base64,AAAA'],
    ['with the scheme javascript', 'javascript:alert(1)'],
    ['that is no URL', 'example_profile_image'],
    ['without a scheme', '//images.example.com/a.webp'],
    ['that is empty', ''],
    ['with a user name', 'https://ann@images.example.com/'],
    ['with a password', 'https://:secret@images.example.com/'],
    ['with another port', 'https://images.example.com:8443/'],
    ['with the port of http', 'https://images.example.com:80/'],
    ['with localhost', 'https://localhost/'],
    ['with a subdomain of localhost', 'https://app.localhost/'],
    ['with localhost and a trailing dot', 'https://localhost./'],
    ['with a single label', 'https://intranet/'],
    ['with a single label and a trailing dot', 'https://intranet./'],
    ['with a single percent-encoded label', 'https://intrane%74/'],
    ['with .local', 'https://printer.local/'],
    ['with .local in capitals', 'https://PRINTER.LOCAL/'],
    ['with .local and a trailing dot', 'https://printer.local./'],
    ['with .local after an ideographic full stop', 'https://printer。local/'],
    ['with .local in full-width letters', 'https://printer.ｌｏｃａｌ/'],
    ['with home.arpa', 'https://nas.home.arpa/'],
    ['with .lan', 'https://nas.lan/'],
    ['with .corp', 'https://wiki.corp/'],
    ['with the reserved name .internal', 'https://metadata.google.internal/'],
    ['with a reverse lookup name', 'https://1.0.0.10.in-addr.arpa/'],
    ['with a loopback IPv4 address', 'https://127.0.0.1/'],
    ['with a public IPv4 address', 'https://93.184.216.34/'],
    ['with an IPv4 address and a trailing dot', 'https://127.0.0.1./'],
    ['with a short IPv4 address', 'https://127.1/'],
    ['with an IPv4 address as one number', 'https://2130706433/'],
    ['with an IPv4 address in hexadecimal', 'https://0x7f.0x0.0x0.0x1/'],
    ['with an IPv4 address in octal', 'https://0177.0.0.1/'],
    ['with an IPv4 address in circled digits', 'https://①②⑦.0.0.1/'],
    ['with the address of cloud metadata services', 'https://169.254.169.254/latest/meta-data'],
    ['with an IPv6 address', 'https://[::1]/'],
    ['with an IPv4-mapped IPv6 address', 'https://[::ffff:127.0.0.1]/'],
  ])('is rejected %s', (_, text) => {
    expect(parsePhotoUrl(text)).toBeNull();
  });

  it('is rejected with any IP address in any notation', () => {
    const number = fc.oneof(
      fc.ipV4Extended(),
      fc.ipV6().map((ip) => `[${ip}]`),
    );
    fc.assert(
      fc.property(number, (host) => {
        expect(parsePhotoUrl(`https://${host}/`)).toBeNull();
      }),
    );
  });

  it('has a public host name and no credentials whenever it is accepted', () => {
    const urlLike = fc.string({
      unit: fc.constantFrom(...Array.from('ab019xlocal.。:@/\\?#[]%-_ ')),
    });
    fc.assert(
      fc.property(urlLike, (text) => {
        const address = parsePhotoUrl(`https://${text}`);
        if (address === null) return;
        expect(address.origin).toMatch(/^https:\/\/[^:@[\]]+\.[a-z][^:@.]*$/);
        expect([address.username, address.password]).toEqual(['', '']);
      }),
      { numRuns: 1_000 },
    );
  });
});
