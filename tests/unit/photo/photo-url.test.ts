import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { photoAddress } from '../../../electron/photo/photo-url';

describe('an address of a photo', () => {
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
  ])('is on a public host: %s', (text, href) => {
    expect(photoAddress(text)?.href).toBe(href);
  });

  it.each([
    ['without encryption', 'http://images.example.com/a.webp'],
    ['of a file', 'file:///etc/passwd'],
    ['of the app', 'app://inspector/index.html'],
    ['with the data in it', 'data:image/png;base64,AAAA'],
    ['that is code', 'javascript:alert(1)'],
    ['that is none', 'example_profile_image'],
    ['without a scheme', '//images.example.com/a.webp'],
    ['that is empty', ''],
    ['with a user name', 'https://ann@images.example.com/'],
    ['with a password', 'https://:secret@images.example.com/'],
    ['with another port', 'https://images.example.com:8443/'],
    ['with the port of http', 'https://images.example.com:80/'],
    ['of this computer', 'https://localhost/'],
    ['of this computer, as a name below it', 'https://app.localhost/'],
    ['of this computer, with a full stop', 'https://localhost./'],
    ['of one label', 'https://intranet/'],
    ['of one label, with a full stop', 'https://intranet./'],
    ['of one label that is encoded', 'https://intrane%74/'],
    ['in the house', 'https://printer.local/'],
    ['in the house, in capitals', 'https://PRINTER.LOCAL/'],
    ['in the house, with a full stop', 'https://printer.local./'],
    ['in the house, with a full stop in another script', 'https://printer。local/'],
    ['in the house, in full-width letters', 'https://printer.ｌｏｃａｌ/'],
    ['in the house, as a router gives it', 'https://nas.home.arpa/'],
    ['in the house, as other routers give it', 'https://nas.lan/'],
    ['in the company', 'https://wiki.corp/'],
    ['in the company, by the reserved name', 'https://metadata.google.internal/'],
    ['that looks a number up', 'https://1.0.0.10.in-addr.arpa/'],
    ['of a number', 'https://127.0.0.1/'],
    ['of a public number', 'https://93.184.216.34/'],
    ['of a number with a full stop', 'https://127.0.0.1./'],
    ['of a short number', 'https://127.1/'],
    ['of a number in one', 'https://2130706433/'],
    ['of a number in hexadecimal', 'https://0x7f.0x0.0x0.0x1/'],
    ['of a number in octal', 'https://0177.0.0.1/'],
    ['of a number in circles', 'https://①②⑦.0.0.1/'],
    ['of cloud metadata', 'https://169.254.169.254/latest/meta-data'],
    ['of a number of version 6', 'https://[::1]/'],
    ['of version 4 in version 6', 'https://[::ffff:127.0.0.1]/'],
  ])('is none %s', (_, text) => {
    expect(photoAddress(text)).toBeNull();
  });

  it('is never a number, however it is written', () => {
    const number = fc.oneof(
      fc.ipV4Extended(),
      fc.ipV6().map((ip) => `[${ip}]`),
    );
    fc.assert(
      fc.property(number, (host) => {
        expect(photoAddress(`https://${host}/`)).toBeNull();
      }),
    );
  });

  it('is on a public name, whatever is written', () => {
    const written = fc.string({
      unit: fc.constantFrom(...Array.from('ab019xlocal.。:@/\\?#[]%-_ ')),
    });
    fc.assert(
      fc.property(written, (text) => {
        const address = photoAddress(`https://${text}`);
        if (address === null) return;
        expect(address.origin).toMatch(/^https:\/\/[^:@[\]]+\.[a-z][^:@.]*$/);
        expect([address.username, address.password]).toEqual(['', '']);
      }),
      { numRuns: 1_000 },
    );
  });
});
