import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findUserIds } from '../../../../renderer/search/find-user-id';

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
    expect(findUserIds(text)).toEqual({ kind: 'ids', ids: [id] });
  });

  it('as short as those of the reference page and as long as real ones', () => {
    for (const each of ['usr_a', 'usr_abc123def456', `usr_${'0123456789abcdef'.repeat(2)}`])
      expect(findUserIds(each)).toEqual({ kind: 'ids', ids: [each] });
  });

  it('once, where it stands twice', () => {
    expect(findUserIds(`${id} and ${id}`)).toEqual({ kind: 'ids', ids: [id] });
  });

  it('together with the others, in the order in which they stand', () => {
    expect(findUserIds(`${other}, ${id}; ${other}\n${id}x`)).toEqual({
      kind: 'ids',
      ids: [other, id, `${id}x`],
    });
  });

  it('in a curl command that holds a key too, and the key is not', () => {
    const curl = `curl -X GET "https://api.example.com/v1/user/${id}" -H "X-API-Key: ak_live_0123456789"`;
    expect(findUserIds(curl)).toEqual({ kind: 'ids', ids: [id] });
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
    expect(findUserIds(text)).toEqual({ kind: 'email', email });
  });

  it.each([
    "o'brien@example.com",
    'zoë@müller.example',
    'ann@xn--bcher-kva.example',
    'a@b.xn--p1ai',
  ])('as it is: %s', (each) => {
    expect(findUserIds(each)).toEqual({ kind: 'email', email: each });
  });

  it('and not beside an id, which says more', () => {
    expect(findUserIds(`${email} is ${id}`)).toEqual({ kind: 'ids', ids: [id] });
  });

  it('and not beside what looks like an API key, also where the key is taken for a part of it', () => {
    for (const text of [
      `${email} X-API-Key: 0123456789`,
      'https://ak_0123456789abcdef@api.example.com/v1',
    ])
      expect(findUserIds(text)).toEqual({ kind: 'api-key' });
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
    expect(findUserIds(text)).toEqual({ kind: 'api-key' });
  });
});

describe('what holds no id is not recognised', () => {
  it.each([
    ['two e-mail addresses', 'ann@example.com, bob@example.com'],
    ['an e-mail address without a top-level domain', 'ann@localhost'],
    ['an e-mail address on an IP address', 'ann@10.0.0.1'],
    ['a piece of what may be a longer address', 'ann%zoe@example.com'],
    ['an address that goes on', 'ann@example.com2'],
    ['a domain too long for any mail server', `ann@${'example.'.repeat(40)}com`],
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
    expect(findUserIds(text)).toEqual({ kind: 'unrecognised', text });
  });

  it('and is kept without what was copied along', () => {
    expect(findUserIds(' "uid_0123456789", \n')).toEqual({
      kind: 'unrecognised',
      text: 'uid_0123456789',
    });
  });
});

it.each(['', ' ', '\n\t ', '""', '“”', ' , ', '\u00A0'])('nothing is left of %j', (text) => {
  expect(findUserIds(text)).toEqual({ kind: 'empty' });
});

it.each([' "', 'a', 'a@', 'a.', '@a', "a'", '-'])(
  'a long text takes no time: %j and so on',
  (piece) => {
    const text = `b${piece.repeat(500_000)}b`;
    expect(findUserIds(text)).toEqual({ kind: 'unrecognised', text });
  },
  2_000,
);

describe('whatever is pasted', () => {
  const userId = fc.stringMatching(/^usr_[A-Za-z0-9_-]{1,40}$/);
  const emailAddress = fc.stringMatching(
    /^[a-z0-9_][a-z0-9._+'-]{0,20}@([a-z0-9-]{1,10}\.){1,3}[a-z]{2,6}$/,
  );
  const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.webUrl(), fc.json());

  it('a generated id in the midst of any text is found', () => {
    const before = anyText.filter((text) => !/[A-Za-z0-9]$|usr_/.test(text));
    const after = anyText.filter((text) => !/^[A-Za-z0-9_-]|usr_/.test(text));
    fc.assert(
      fc.property(before, userId, after, (start, generated, end) => {
        expect(findUserIds(start + generated + end)).toEqual({ kind: 'ids', ids: [generated] });
      }),
    );
  });

  it('a percent-encoded text holds the same id', () => {
    const before = anyText
      .filter((text) => !/[A-Za-z0-9]$|usr_/.test(text))
      .map((text) => text.toWellFormed());
    fc.assert(
      fc.property(before, userId, (start, generated) => {
        expect(findUserIds(encodeURIComponent(`${start} ${generated} .`))).toEqual({
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
        expect(findUserIds(`${start} <${generated}> ${end}`)).toEqual({
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
        const found = findUserIds(pasted);
        if (found.kind === 'ids') {
          expect(
            found.ids.filter((each) => !/^usr_[\w-]+$/.test(each) || !pasted.includes(each)),
          ).toEqual([]);
          expect(new Set(found.ids).size).toBe(found.ids.length);
        } else if (found.kind === 'email') {
          expect(found.email).toMatch(/^[^\s@<>"]+@[^\s@<>"]+$/);
          expect(pasted).toContain(found.email);
        } else if (found.kind === 'unrecognised') {
          expect(found.text).not.toBe('');
          expect(pasted).toContain(found.text);
        }
      }),
    );
  });
});
