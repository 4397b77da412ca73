import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePercent, repairText } from '../../../../renderer/search/repair-text';
import { readLongText, readSearchText } from '../../../../renderer/search/search-text';
import { wrappedIdInOneLine } from '../../../../renderer/search/user-ids';

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
    ['after a percent-encoded equals sign', `https://login.example.com/?q=user%3D${id}`],
    ['in a log line', `2026-03-01T12:00:00Z INFO [api] user=${id} status=200`],
    ['in JSON', `{"id":"${id}","email":"a@example.com"}`],
    ['in JSON with escaped line breaks', `"first line\\n${id}\\nlast line"`],
    ['after an escaped tab', `a\\t${id}`],
    ['in escaped JSON', `"{\\"id\\":\\"${id}\\"}"`],
    ['after an underscore', `user_${id}`],
    ['in an e-mail', `Hi,\n\nthe customer with ${id} called.\n\nAnn <ann@example.com>`],
  ])('%s', (_, text) => {
    expect(readSearchText(text)).toEqual({ kind: 'ids', ids: [id] });
  });

  it('with the lengths in the API reference and in production', () => {
    for (const each of ['usr_a', 'usr_abc123def456', `usr_${'0123456789abcdef'.repeat(2)}`])
      expect(readSearchText(each)).toEqual({ kind: 'ids', ids: [each] });
  });

  it('once if the text repeats it', () => {
    expect(readSearchText(`${id} and ${id}`)).toEqual({ kind: 'ids', ids: [id] });
  });

  it('with all others, in their order in the text', () => {
    expect(readSearchText(`${other}, ${id}; ${other}\n${id}x`)).toEqual({
      kind: 'ids',
      ids: [other, id, `${id}x`],
    });
  });

  it('in a curl command that also contains an API key', () => {
    const curl = `curl -X GET "https://api.example.com/v1/user/${id}" -H "X-API-Key: ak_live_0123456789"`;
    expect(readSearchText(curl)).toEqual({ kind: 'ids', ids: [id] });
  });
});

describe('in a text without an id, the only e-mail address is found', () => {
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
    ['as part of a path', `https://admin.example.com/users/${email}/edit`],
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
  ])('unchanged: %s', (each) => {
    expect(readSearchText(each)).toEqual({ kind: 'email', email: each });
  });

  it('but an id in the text takes precedence', () => {
    expect(readSearchText(`${email} is ${id}`)).toEqual({ kind: 'ids', ids: [id] });
  });

  it('but an API key in the text takes precedence, even as part of an address', () => {
    for (const text of [
      `${email} X-API-Key: 0123456789`,
      'https://ak_0123456789abcdef@api.example.com/v1',
    ])
      expect(readSearchText(text)).toEqual({ kind: 'api-key' });
  });
});

describe('damage with only one possible reading is repaired:', () => {
  it.each([
    ['a zero-width space', 'usr_1a2b3c\u200B4d5e6f'],
    ['a byte order mark in front', '\uFEFFusr_1a2b3c4d5e6f'],
    ['direction marks around it', '\u202Ausr_1a2b3c4d5e6f\u202C'],
    ['a soft hyphen', 'usr_1a2b3c\u00AD4d5e6f'],
    ['a percent-encoded zero-width space', 'https://x.example/usr_1a2b3c%E2%80%8B4d5e6f'],
    ['a variation selector at the end', 'usr_1a2b3c4d5e6f\uFE0F'],
    ['a control character', 'usr_1a2b3c\u00004d5e6f'],
    ['full-width characters', 'ｕｓｒ＿１ａ２ｂ３ｃ４ｄ５ｅ６ｆ'],
    ['a line break', 'usr_1a2b3c\n4d5e6f'],
    ['a line break and the quotation prefix of an e-mail', 'usr_1a2b3c\r\n> 4d5e6f'],
    ['a soft line break of an e-mail', 'usr_1a2b3c=\r\n4d5e6f'],
    ['a line break after the prefix', 'usr_\n1a2b3c4d5e6f'],
    ['an escaped underscore', 'usr\\_1a2b3c4d5e6f'],
    ['bold marks', '**usr_1a2b3c4d5e6f**'],
    ['italic marks', '*usr_1a2b3c4d5e6f*'],
    ['underscores as italic marks', '_usr_1a2b3c4d5e6f_'],
    ['underscores as bold marks', '__usr_1a2b3c4d5e6f__'],
    ['bold and italic marks', '**_usr_1a2b3c4d5e6f_**'],
    ['hyphens around it', '-usr_1a2b3c4d5e6f-'],
    ['strikethrough marks', '~~usr_1a2b3c4d5e6f~~'],
    ['the mark of a bold sentence', '**Please look at usr_1a2b3c4d5e6f**.'],
    ['the mark of an italic sentence', 'So: _Please look at usr_1a2b3c4d5e6f_'],
    ['a Markdown link', '[usr_1a2b3c4d5e6f](https://x.example/usr_1a2b3c4d5e6f)'],
    ['code marks', '`usr_1a2b3c4d5e6f`'],
    ['Chinese text around it', '客户 usr_1a2b3c4d5e6f。'],
    ['an exclamation mark', 'usr_1a2b3c4d5e6f!'],
  ])('an id with %s', (_, text) => {
    expect(readSearchText(text)).toEqual({ kind: 'ids', ids: ['usr_1a2b3c4d5e6f'] });
  });

  it.each(['\u2010', '\u2011', '\u2013', '\u2212', '\uFF0D'])('an id with the dash %j', (dash) => {
    expect(readSearchText(`usr_1a2b${dash}3c4d`)).toEqual({ kind: 'ids', ids: ['usr_1a2b-3c4d'] });
  });

  it('an id keeps an underscore or a hyphen at its end that closes no Markdown mark', () => {
    for (const each of ['usr_1a2b_', 'usr_1a2b-', 'user_usr_1a2b_', '{"_id":"usr_1a2b_"}'])
      expect(readSearchText(each)).toEqual({
        kind: 'ids',
        ids: [expect.stringMatching(/^usr_1a2b.$/)],
      });
  });

  it('a complete id is not joined with the next line', () => {
    const full = `usr_${'0123456789abcdef'.repeat(2)}`;
    expect(readSearchText(`${full}\n4711`)).toEqual({ kind: 'ids', ids: [full] });
  });

  it.each([
    ['a typographic apostrophe', 'o’connor@example.com', "o'connor@example.com"],
    ['a prime', 'o′connor@example.com', "o'connor@example.com"],
    ['an acute accent', 'o´connor@example.com', "o'connor@example.com"],
    ['typographic quotes around it and inside', '‘o’connor@example.com’', "o'connor@example.com"],
    ['a zero-width space', 'jane\u200Bdoe@example.com', 'janedoe@example.com'],
    ['a soft hyphen in the domain', 'jane.doe@exam\u00ADple.com', 'jane.doe@example.com'],
    ['a word joiner at the @', 'jane.doe\u2060@example.com', 'jane.doe@example.com'],
    ['a non-breaking hyphen', 'jane\u2011doe@example.com', 'jane-doe@example.com'],
    ['an en dash in the domain', 'jane@ex–ample.com', 'jane@ex-ample.com'],
    ['full-width characters', 'ｊａｎｅ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'jane@example.com'],
    ['an ideographic full stop', 'jane@example。com', 'jane@example.com'],
    ['another normal form', 'zoe\u0308@example.com', 'zoë@example.com'],
    ['percent-encoding', 'jane%2Bx%40example.com', 'jane+x@example.com'],
    ['a possessive ending', 'jane@example.com’s', 'jane@example.com'],
    ['underscores as italic marks', '_jane.doe@example.com_', 'jane.doe@example.com'],
    ['bold marks', '**jane.doe@example.com**,', 'jane.doe@example.com'],
    ['bold marks at the end of a sentence', 'Write to **jane@example.com**.', 'jane@example.com'],
  ])('an e-mail address with %s', (_, text, email) => {
    expect(readSearchText(text)).toEqual({ kind: 'email', email });
  });
});

describe('an unusual e-mail address is found completely', () => {
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
  ])('once if the text repeats it in another %s', (_, text, email) => {
    expect(readSearchText(text)).toEqual({ kind: 'email', email });
  });
});

describe('a text that may be damaged is doubtful and never cut', () => {
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

  it('if two lines may be an id and a separate word', () => {
    expect(readSearchText('usr_1a2b3c\nThanks')).toEqual({
      kind: 'doubtful',
      text: 'usr_1a2b3cThanks',
      oddity: { kind: 'line-break' },
    });
  });

  it('even if the text contains another, complete id', () => {
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
  ])('and no address is extracted from %s', (text) => {
    expect(readSearchText(text)).toMatchObject({ kind: 'unrecognised' });
  });
});

describe('an API key is recognized in', () => {
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

describe('a text without an id is not recognized:', () => {
  it.each([
    ['two e-mail addresses', 'ann@example.com, bob@example.com'],
    ['a handle', '@ann.example'],
    ['a name', 'Ann Example'],
    ['another kind of id', 'uid_0123456789'],
    ['the prefix alone', 'usr_'],
    ['upper case', 'USR_ABC123'],
    ['an id directly after a letter', 'xusr_abc123'],
    ['a word that starts like an API key', 'skeleton'],
    ['a name that starts like an API key', 'sk-johannes-mueller'],
    ['a text that is too short for an API key', 'ak_1'],
    ['an id directly after a digit', '1usr_abc123'],
  ])('%s', (_, text) => {
    expect(readSearchText(text)).toEqual({ kind: 'unrecognised', text });
  });

  it('it is kept without the quotes and punctuation around it', () => {
    expect(readSearchText(' "uid_0123456789", \n')).toEqual({
      kind: 'unrecognised',
      text: 'uid_0123456789',
    });
  });
});

it.each(['', ' ', '\n\t ', '""', '“”', ' , ', '\u00A0'])('%j is empty', (text) => {
  expect(readSearchText(text)).toEqual({ kind: 'empty' });
});

// In quadratic time, a megabyte would take minutes.
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
  'a megabyte of %j is read in linear time',
  (piece) => {
    expect(readSearchText(`b${piece.repeat(1_000_000 / piece.length)}b`)).toHaveProperty('kind');
  },
  20_000,
);

describe('in generated texts', () => {
  const userId = fc.stringMatching(/^usr_[A-Za-z0-9_-]{1,40}$/);
  const emailAddress = fc.stringMatching(
    /^[a-z0-9_]([a-z0-9_+'-]{1,9}\.){0,2}[a-z0-9_+'-]{1,9}@([a-z0-9]{1,10}\.){1,3}[a-z]{2,6}$/,
  );
  const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.webUrl(), fc.json());

  it('an id within any text is found', () => {
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

  it('an id in percent-encoded text is found', () => {
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

  it('an e-mail address between any words is found', () => {
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

  it('every result comes from the text, and ids have no duplicates', () => {
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

describe('a text of more than a megabyte', () => {
  const never = () => false;
  const log = '2026-03-01T12:00:00Z INFO [api] status=200 duration=12ms\n'.repeat(20_000);

  it.each([
    ['an id at the end', `${log}user=${id}`, { kind: 'ids', ids: [id] }],
    ['two ids far apart', `${id} ${log} ${other}`, { kind: 'ids', ids: [id, other] }],
    ['a shortened id', `${id} ${log} usr_1a2b…`, { kind: 'doubtful', text: 'usr_1a2b…' }],
    ['one address', `${log}<ann@example.com>${log}`, { kind: 'email', email: 'ann@example.com' }],
    ['two addresses', `ann@example.com ${log} bob@example.com`, { kind: 'unrecognised' }],
    ['an API key', `${log} ak_0123456789abcdef`, { kind: 'api-key' }],
    ['neither an id nor an address', log, { kind: 'unrecognised' }],
    ['white space', ' \n'.repeat(600_000), { kind: 'empty' }],
    ['data before an id', `${'QUJD'.repeat(400_000)} ${id}`, { kind: 'ids', ids: [id] }],
    ['an id before data', `${id} ${'QUJD'.repeat(400_000)}`, { kind: 'ids', ids: [id] }],
  ])('with %s is read in pieces', async (_, text, found) => {
    expect(await readLongText(text, never)).toMatchObject(found);
  });

  it('gives the same result at every position of an id around the end of a piece', async () => {
    for (let shift = 0; shift < id.length + 2; shift += 1) {
      const text = `${'x '.repeat(50_000 - shift)}${' '.repeat(shift)}${id} end`;
      expect(await readLongText(text, never)).toEqual({ kind: 'ids', ids: [id] });
    }
  });

  it('is no longer read after the search was aborted', async () => {
    expect(await readLongText(log, () => true)).toBeNull();
  });
});

describe('an id that is split over lines', () => {
  it.each([
    ['usr_1a2b3c\n4d5e6f', 'usr_1a2b3c4d5e6f'],
    ['\nusr_1a2b3c\r\n4d5e6f\n', 'usr_1a2b3c4d5e6f'],
    ['usr_1a2b3c\nThanks', 'usr_1a2b3c⏎Thanks'],
    ['usr_1a2b3c\nusr_4d5e6f', null],
    ['usr_1a2b3c, please\n4d5e6f', null],
    ['usr_1a2b3c', null],
    ['', null],
  ])('%j stands in one line as %j', (pasted, shown) => {
    expect(wrappedIdInOneLine(pasted)).toBe(shown);
  });

  it('is read from one line as from several', () => {
    expect(readSearchText('usr_1a2b3c⏎Thanks')).toEqual(readSearchText('usr_1a2b3c\nThanks'));
  });
});
