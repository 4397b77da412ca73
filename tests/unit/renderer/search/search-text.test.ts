import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePercent, repairText } from '../../../../renderer/search/repair-text';
import { readLongText, readSearchText } from '../../../../renderer/search/search-text';

const id = 'usr_1a2B3c_d-4';
const other = 'usr_0f9e8d7c';

describe('an id is found', () => {
  it.each([
    ['alone', id],
    ['with white space around', ` \t${id}\r\n`],
    ['with a no-break space before', `\u00A0${id}`],
    ['in straight quotes', `"${id}"`],
    ['in typographic quotes', `„${id}“`],
    ['in guillemets', `« ${id} »`],
    ['in backticks', `\`${id}\``],
    ['with a trailing comma', `${id},`],
    ['with a trailing comma behind quotes', `"${id}",`],
    ['at the end of a sentence', `Please look at ${id}.`],
    ['as the last part of a URL', `https://api.example.com/v1/user/${id}`],
    ['within a URL', `https://admin.example.com/users/${id}/edit?tab=1#top`],
    ['as the value of a query', `https://admin.example.com/?user=${id}&tab=1`],
    ['in a percent-encoded URL', `https://login.example.com/?next=%2Fuser%2F${id}%3Ftab%3D1`],
    ['behind a percent-encoded letter-like escape', `https://login.example.com/?q=user%3D${id}`],
    ['in a log line', `2026-03-01T12:00:00Z INFO [api] user=${id} status=200`],
    ['in JSON', `{"id":"${id}","email":"a@example.com"}`],
    ['in JSON with escaped line breaks', `"first line\\n${id}\\nlast line"`],
    ['behind an escaped tab', `a\\t${id}`],
    ['in escaped JSON', `"{\\"id\\":\\"${id}\\"}"`],
    ['behind an underscore', `user_${id}`],
    ['in an e-mail', `Hi,\n\nthe customer with ${id} called.\n\nAnn <ann@example.com>`],
  ])('%s', (_, text) => {
    expect(readSearchText(text)).toEqual({ kind: 'ids', ids: [id] });
  });

  it('as short as those of the reference page and as long as real ones', () => {
    for (const each of ['usr_a', 'usr_abc123def456', `usr_${'0123456789abcdef'.repeat(2)}`])
      expect(readSearchText(each)).toEqual({ kind: 'ids', ids: [each] });
  });

  it('once, where it stands twice', () => {
    expect(readSearchText(`${id} and ${id}`)).toEqual({ kind: 'ids', ids: [id] });
  });

  it('together with the others, in the order in which they stand', () => {
    expect(readSearchText(`${other}, ${id}; ${other}\n${id}x`)).toEqual({
      kind: 'ids',
      ids: [other, id, `${id}x`],
    });
  });

  it('in a curl command that holds a key too, and the key is not', () => {
    const curl = `curl -X GET "https://api.example.com/v1/user/${id}" -H "X-API-Key: ak_live_0123456789"`;
    expect(readSearchText(curl)).toEqual({ kind: 'ids', ids: [id] });
  });
});

describe('without an id, the one e-mail address is found', () => {
  const email = 'Ann.O-Brien+test_1@mail.example.com';

  it.each([
    ['alone', email],
    ['with white space around', ` \t${email}\r\n`],
    ['in straight quotes', `"${email}"`],
    ['in single quotes', `'${email}'`],
    ['in typographic quotes', `„${email}“`],
    ['with a name before it', `Ann O'Brien <${email}>`],
    ['with a quoted name before it', `"O'Brien, Ann" <${email}>;`],
    ['in a mailto link', `mailto:${email}?subject=Hello`],
    ['at the end of a sentence', `Please write to ${email}.`],
    ['as the value of a query', `https://admin.example.com/?tab=1&email=${email}&page=2`],
    ['as a part of a path', `https://admin.example.com/users/${email}/edit`],
    ['in JSON', `{"email":"${email}","plan":"pro"}`],
    ['in a log line', `2026-03-01T12:00:00Z INFO user=${email} status=200`],
    ['twice, in another case', `${email} <${email.toLowerCase()}>`],
  ])('%s', (_, text) => {
    expect(readSearchText(text)).toEqual({ kind: 'email', email });
  });

  it.each([
    "o'brien@example.com",
    'zoë@müller.example',
    'ann@xn--bcher-kva.example',
    'a@b.xn--p1ai',
  ])('as it is: %s', (each) => {
    expect(readSearchText(each)).toEqual({ kind: 'email', email: each });
  });

  it('and not beside an id, which says more', () => {
    expect(readSearchText(`${email} is ${id}`)).toEqual({ kind: 'ids', ids: [id] });
  });

  it('and not beside what looks like an API key, also where the key is taken for a part of it', () => {
    for (const text of [
      `${email} X-API-Key: 0123456789`,
      'https://ak_0123456789abcdef@api.example.com/v1',
    ])
      expect(readSearchText(text)).toEqual({ kind: 'api-key' });
  });
});

describe('damage that has one reading is repaired', () => {
  it.each([
    ['a zero-width space within', 'usr_1a2b3c\u200B4d5e6f'],
    ['a byte order mark before', '\uFEFFusr_1a2b3c4d5e6f'],
    ['direction marks around', '\u202Ausr_1a2b3c4d5e6f\u202C'],
    ['a soft hyphen within', 'usr_1a2b3c\u00AD4d5e6f'],
    ['a percent-encoded zero-width space', 'https://x.example/usr_1a2b3c%E2%80%8B4d5e6f'],
    ['a variation selector behind', 'usr_1a2b3c4d5e6f\uFE0F'],
    ['a control character within', 'usr_1a2b3c\u00004d5e6f'],
    ['full-width characters', 'ｕｓｒ＿１ａ２ｂ３ｃ４ｄ５ｅ６ｆ'],
    ['a line break within', 'usr_1a2b3c\n4d5e6f'],
    ['a line break and a quote mark within', 'usr_1a2b3c\r\n> 4d5e6f'],
    ['a soft line break of an e-mail', 'usr_1a2b3c=\r\n4d5e6f'],
    ['a line break behind the beginning', 'usr_\n1a2b3c4d5e6f'],
    ['an escaped underscore', 'usr\\_1a2b3c4d5e6f'],
    ['bold', '**usr_1a2b3c4d5e6f**'],
    ['italic', '*usr_1a2b3c4d5e6f*'],
    ['italic with underscores', '_usr_1a2b3c4d5e6f_'],
    ['bold with underscores', '__usr_1a2b3c4d5e6f__'],
    ['bold and italic', '**_usr_1a2b3c4d5e6f_**'],
    ['between hyphens', '-usr_1a2b3c4d5e6f-'],
    ['struck through', '~~usr_1a2b3c4d5e6f~~'],
    ['at the end of a bold sentence', '**Please look at usr_1a2b3c4d5e6f**.'],
    ['at the end of an italic sentence', 'So: _Please look at usr_1a2b3c4d5e6f_'],
    ['a Markdown link', '[usr_1a2b3c4d5e6f](https://x.example/usr_1a2b3c4d5e6f)'],
    ['code', '`usr_1a2b3c4d5e6f`'],
    ['between words of a script without spaces', '客户 usr_1a2b3c4d5e6f。'],
    ['at the end of an exclamation', 'usr_1a2b3c4d5e6f!'],
  ])('an id with %s', (_, text) => {
    expect(readSearchText(text)).toEqual({ kind: 'ids', ids: ['usr_1a2b3c4d5e6f'] });
  });

  it.each(['\u2010', '\u2011', '\u2013', '\u2212', '\uFF0D'])('an id with the dash %j', (dash) => {
    expect(readSearchText(`usr_1a2b${dash}3c4d`)).toEqual({ kind: 'ids', ids: ['usr_1a2b-3c4d'] });
  });

  it('but an id keeps an underscore and a hyphen that no mark opened', () => {
    for (const each of ['usr_1a2b_', 'usr_1a2b-', 'user_usr_1a2b_', '{"_id":"usr_1a2b_"}'])
      expect(readSearchText(each)).toEqual({
        kind: 'ids',
        ids: [expect.stringMatching(/^usr_1a2b.$/)],
      });
  });

  it('and not where a full id stands above another word', () => {
    const full = `usr_${'0123456789abcdef'.repeat(2)}`;
    expect(readSearchText(`${full}\n4711`)).toEqual({ kind: 'ids', ids: [full] });
  });

  it.each([
    ['a typographic apostrophe', 'o’connor@example.com', "o'connor@example.com"],
    ['a prime', 'o′connor@example.com', "o'connor@example.com"],
    ['an acute accent', 'o´connor@example.com', "o'connor@example.com"],
    ['typographic quotes around and within', '‘o’connor@example.com’', "o'connor@example.com"],
    ['a zero-width space', 'jane\u200Bdoe@example.com', 'janedoe@example.com'],
    ['a soft hyphen in the domain', 'jane.doe@exam\u00ADple.com', 'jane.doe@example.com'],
    ['a word joiner at the @', 'jane.doe\u2060@example.com', 'jane.doe@example.com'],
    ['a non-breaking hyphen', 'jane\u2011doe@example.com', 'jane-doe@example.com'],
    ['an en dash in the domain', 'jane@ex–ample.com', 'jane@ex-ample.com'],
    ['full-width characters', 'ｊａｎｅ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'jane@example.com'],
    ['an ideographic full stop', 'jane@example。com', 'jane@example.com'],
    ['another normal form', 'zoe\u0308@example.com', 'zoë@example.com'],
    ['percent-encoding alone', 'jane%2Bx%40example.com', 'jane+x@example.com'],
    ['a genitive', 'jane@example.com’s', 'jane@example.com'],
    ['underscores for italics', '_jane.doe@example.com_', 'jane.doe@example.com'],
    ['bold', '**jane.doe@example.com**,', 'jane.doe@example.com'],
    ['bold at the end of a sentence', 'Write to **jane@example.com**.', 'jane@example.com'],
  ])('an e-mail address with %s', (_, text, email) => {
    expect(readSearchText(text)).toEqual({ kind: 'email', email });
  });
});

describe('an unusual e-mail address is found whole', () => {
  it.each([
    'jane+usr_list@example.com',
    "!#$&'/?^_`{|}~@example.com",
    'customer/department=shipping@example.com',
    '+jane@example.com',
    'δοκιμή@παράδειγμα.δοκιμή',
    '用户@例子.广告',
    'पता@उदाहरण.भारत',
    'jane@例え.jp',
    '"jane doe"@example.com',
    '"a,b@c"@example.com',
    'usr_1a2b3c@example.com',
    'jane@xn--fsqu00a.xn--g6qz75c',
  ])('%s', (email) => {
    for (const text of [email, `<${email}>`, `Jane Doe <${email}>, please`])
      expect(readSearchText(text)).toEqual({ kind: 'email', email });
  });

  it.each([
    ['https://x.example/?email=jane%2Bx%40example.com&tab=1', 'jane+x@example.com'],
    ['https://x.example/?email=a%26b%40example.com', 'a&b@example.com'],
    ['https://x.example/?next=%2Fusers%3Femail%3Djane%2540example.com', 'jane@example.com'],
    ['https://x.example/#/users/jane@example.com?x=1', 'jane@example.com'],
    ['mailto:jane@example.com?subject=a@b', 'jane@example.com'],
    ['mailto:a/b@example.com', 'a/b@example.com'],
    ['users?email=jane@example.com', 'jane@example.com'],
    ['E-Mail:jane@example.com', 'jane@example.com'],
    ['Absender=jane@example.com', 'jane@example.com'],
    ['{email:jane@example.com}', 'jane@example.com'],
    ['"email":"jane@example.com"', 'jane@example.com'],
    ['"{\\"email\\":\\"jane@example.com\\"}"', 'jane@example.com'],
  ])('in %s', (text, email) => {
    expect(readSearchText(text)).toEqual({ kind: 'email', email });
  });

  it.each([
    ['letter case', 'Jane@Example.com jane@example.com', 'Jane@Example.com'],
    ['normal form', 'zoë@example.com zoe\u0308@example.com', 'zoë@example.com'],
    ['form of the domain', 'jane@bücher.example jane@xn--bcher-kva.example', 'jane@bücher.example'],
  ])('once, where it stands twice in another %s', (_, text, email) => {
    expect(readSearchText(text)).toEqual({ kind: 'email', email });
  });
});

describe('what may be damaged is asked about and never cut', () => {
  const shortened = { kind: 'shortened' };
  const form = { kind: 'email-form' };

  it.each([
    ['usr_1a2b3c…', shortened],
    ['usr_1a2b3c...', shortened],
    ['usr_1a2b3c..', shortened],
    ['usr_1a2b3c…4d5e', shortened],
    ['usr_1a2b...4d5e', shortened],
    ['usr_1a2b••••', shortened],
    ['usr_1a2b****', shortened],
    ['usr_…', shortened],
    ['usr_1a2bс3', { kind: 'other-script', character: 'с' }],
    ['uѕr_1a2b3c', { kind: 'other-script', character: 'ѕ' }],
    ['usr_1a2b३c', { kind: 'other-script', character: '३' }],
    ['usr_1a2b的', { kind: 'other-script', character: '的' }],
    ['usr_1a2bé', { kind: 'other-script', character: 'é' }],
    ['usr_1a2b—3c4d', { kind: 'character', character: '—' }],
    ['usr_1a2b.json', { kind: 'character', character: '.' }],
    ['usr_1a2b%zz', { kind: 'character', character: '%' }],
    ['usr_1a2b\uFFFD3c', { kind: 'character', character: '\uFFFD' }],
    ['usr_1a2b😀', { kind: 'character', character: '😀' }],
    ['ja…@example.com', shortened],
    ['j***@example.com', shortened],
    ['jane@exam...', shortened],
    ['jаne@example.com', { kind: 'other-script', character: 'а' }],
    ['jane@exаmple.com', { kind: 'other-script', character: 'а' }],
    ['jane—doe@example.com', { kind: 'character', character: '—' }],
    ['jane❤doe@example.com', { kind: 'character', character: '❤' }],
    ['ann%zoe@example.com', { kind: 'character', character: '%' }],
    ['jane=doe@example.com', { kind: 'character', character: '=' }],
    ['ann:doe@example.com', { kind: 'character', character: ':' }],
    ['jane@exam_ple.com', { kind: 'character', character: '_' }],
    ['jane@example.com:8080', { kind: 'character', character: ':' }],
    ['jane..doe@example.com', form],
    ['.jane@example.com', form],
    ['jane.@example.com', form],
    ['-jane@example.com', form],
    ['jane@-example.com', form],
    ['jane@@example.com', form],
    ['ann@localhost', form],
    ['ann@10.0.0.1', form],
    ['ann@[10.0.0.1', form],
    ['ann@example.com2', form],
    [`${'a'.repeat(65)}@example.com`, form],
    [`ann@${'example.'.repeat(40)}com`, form],
  ])('%s', (text, oddity) => {
    expect(readSearchText(text)).toEqual({ kind: 'doubtful', text, oddity });
  });

  it('where two lines may be an id and a word', () => {
    expect(readSearchText('usr_1a2b3c\nThanks')).toEqual({
      kind: 'doubtful',
      text: 'usr_1a2b3cThanks',
      oddity: { kind: 'line-break' },
    });
  });

  it('also where another id in the text is whole', () => {
    expect(readSearchText('usr_1a2b3c4d, shown as usr_1a2b…')).toEqual({
      kind: 'doubtful',
      text: 'usr_1a2b…',
      oddity: shortened,
    });
  });

  it.each([
    'https://ann:secret@example.com/',
    'https://ann@example.com/users',
    'ann@example.com, bob@example',
    'ann@example.com, bob@example.com',
  ])('and no address is taken from %s', (text) => {
    expect(readSearchText(text)).toMatchObject({ kind: 'unrecognised' });
  });
});

describe('what looks like an API key is taken for one', () => {
  it.each([
    'ak_0123456789abcdef',
    'oak_live_0123456789abcdef',
    ' "ak_0123456789abcdef", ',
    '„ak_0123456789abcdef“',
    'sk-0123456789abcdef',
    'AK_0123456789ABCDEF',
    'FREDDY_API_KEY=ak_0123456789abcdef',
    'my key: ak_0123456789abcdef.',
    'Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
    'X-API-Key: 0123456789abcdef',
    '-H "x-api-key: 0123456789abcdef"',
    'curl https://api.example.com/v1/user/me -H "X-API-Key: 0123456789abcdef"',
  ])('%s', (text) => {
    expect(readSearchText(text)).toEqual({ kind: 'api-key' });
  });
});

describe('what holds no id is not recognised', () => {
  it.each([
    ['two e-mail addresses', 'ann@example.com, bob@example.com'],
    ['a handle', '@ann.example'],
    ['a name', 'Ann Example'],
    ['another kind of id', 'uid_0123456789'],
    ['a beginning without a rest', 'usr_'],
    ['capitals', 'USR_ABC123'],
    ['an id glued to a word', 'xusr_abc123'],
    ['a word that only begins like a key', 'skeleton'],
    ['a name that only begins like a key', 'sk-johannes-mueller'],
    ['a key that ends too soon to be one', 'ak_1'],
    ['an id glued to a number', '1usr_abc123'],
  ])('%s', (_, text) => {
    expect(readSearchText(text)).toEqual({ kind: 'unrecognised', text });
  });

  it('and is kept without what was copied along', () => {
    expect(readSearchText(' "uid_0123456789", \n')).toEqual({
      kind: 'unrecognised',
      text: 'uid_0123456789',
    });
  });
});

it.each(['', ' ', '\n\t ', '""', '“”', ' , ', '\u00A0'])('nothing is left of %j', (text) => {
  expect(readSearchText(text)).toEqual({ kind: 'empty' });
});

// Quadratic time would take minutes for a megabyte.
it.each([
  ' "',
  'a',
  'a@',
  'a.',
  '@a',
  "a'",
  '-',
  '"',
  '"@',
  'usr_',
  '_usr_',
  '*usr_…',
  'usr_a@',
  'usr_a\n',
  '%2540',
  '\\',
  '\\u0061',
  'ak_',
  'key-',
  'eyJabcdefgh_',
  'bearer ',
  'api-key:',
  'mailto:',
  '/?a=',
  'a=',
  '%',
  'е',
  '\u200B',
  '\u0301',
  'a\u0300\u0316',
  ' ',
  '_a',
  '://',
])(
  'a long text takes linear time: %j and so on',
  (piece) => {
    expect(readSearchText(`b${piece.repeat(1_000_000 / piece.length)}b`)).toHaveProperty('kind');
  },
  20_000,
);

describe('whatever is pasted', () => {
  const userId = fc.stringMatching(/^usr_[A-Za-z0-9_-]{1,40}$/);
  const emailAddress = fc.stringMatching(
    /^[a-z0-9_]([a-z0-9_+'-]{1,9}\.){0,2}[a-z0-9_+'-]{1,9}@([a-z0-9]{1,10}\.){1,3}[a-z]{2,6}$/,
  );
  const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.webUrl(), fc.json());

  it('a generated id in the midst of any text is found', () => {
    const beginning = fc.constantFrom('', ' ', '\n', '"', '(', '/', '=', ':', '名');
    const ending = fc.constantFrom('', ' ', ' \n', '"', ')', '/', '?', '&', ',', '. ', '\u200B ');
    const text = anyText.filter((each) => !each.includes('usr_'));
    fc.assert(
      fc.property(text, beginning, userId, ending, text, (before, start, generated, end, after) => {
        const around = [start === '' ? '' : before, end === '' ? '' : after];
        expect(readSearchText(`${around[0]}${start}${generated}${end}${around[1]}`)).toEqual({
          kind: 'ids',
          ids: [generated],
        });
      }),
    );
  });

  it('a percent-encoded text holds the same id', () => {
    const before = anyText
      .filter((text) => !/[A-Za-z0-9]$|usr_/.test(text))
      .map((text) => text.toWellFormed());
    fc.assert(
      fc.property(before, userId, (start, generated) => {
        expect(readSearchText(encodeURIComponent(`${start} ${generated} .`))).toEqual({
          kind: 'ids',
          ids: [generated],
        });
      }),
    );
  });

  it('a generated e-mail address between any words is found', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9 ,;:()<>"'\n]{0,20}$/);
    fc.assert(
      fc.property(word, emailAddress, word, (start, generated, end) => {
        expect(readSearchText(`${start} <${generated}> ${end}`)).toEqual({
          kind: 'email',
          email: generated,
        });
      }),
    );
  });

  it('what comes out stood in the text, and each id once', () => {
    const pieces = fc.constantFrom(
      'usr_',
      'usr_a',
      'usr_b-1',
      '%2F',
      '\\n',
      '"',
      ' ',
      ',',
      'ak_',
      'x',
      '_',
    );
    const text = fc
      .array(fc.oneof(anyText, pieces, emailAddress), { maxLength: 12 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (pasted) => {
        const found = readSearchText(pasted);
        if (found.kind === 'ids') {
          expect(found.ids.filter((each) => !/^usr_[\w-]+$/.test(each))).toEqual([]);
          expect(new Set(found.ids).size).toBe(found.ids.length);
        } else if (found.kind === 'email') {
          expect(found.email).toMatch(/^[^\s@<>"]+@[^\s@<>"]+$/);
          expect(decodePercent(repairText(pasted))).toContain(found.email);
        } else if (found.kind === 'unrecognised') {
          expect(found.text).not.toBe('');
          expect(pasted).toContain(found.text);
        }
      }),
    );
  });
});

describe('a text of megabytes', () => {
  const never = new AbortController().signal;
  const log = '2026-03-01T12:00:00Z INFO [api] status=200 duration=12ms\n'.repeat(20_000);

  it.each([
    ['an id at the end', `${log}user=${id}`, { kind: 'ids', ids: [id] }],
    ['two ids far apart', `${id} ${log} ${other}`, { kind: 'ids', ids: [id, other] }],
    ['a shortened id', `${id} ${log} usr_1a2b…`, { kind: 'doubtful', text: 'usr_1a2b…' }],
    ['one address', `${log}<ann@example.com>${log}`, { kind: 'email', email: 'ann@example.com' }],
    ['two addresses', `ann@example.com ${log} bob@example.com`, { kind: 'unrecognised' }],
    ['an API key', `${log} ak_0123456789abcdef`, { kind: 'api-key' }],
    ['nothing', log, { kind: 'unrecognised' }],
    ['white space', ' \n'.repeat(600_000), { kind: 'empty' }],
    ['data before an id', `${'QUJD'.repeat(400_000)} ${id}`, { kind: 'ids', ids: [id] }],
    ['an id before data', `${id} ${'QUJD'.repeat(400_000)}`, { kind: 'ids', ids: [id] }],
  ])('with %s is read in pieces', async (_, text, found) => {
    expect(await readLongText(text, never)).toMatchObject(found);
  });

  it('gives the same answer wherever the pieces end', async () => {
    for (let shift = 0; shift < id.length + 2; shift += 1) {
      const text = `${'x '.repeat(50_000 - shift)}${' '.repeat(shift)}${id} end`;
      expect(await readLongText(text, never)).toEqual({ kind: 'ids', ids: [id] });
    }
  });

  it('is read no further once the search is over', async () => {
    expect(await readLongText(log, AbortSignal.abort())).toBeNull();
  });
});
