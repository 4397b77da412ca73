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
    ['an e-mail address', 'ann@example.com'],
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
    expect(findUserIds(' "uid_0123456789", \n')).toEqual({ kind: 'unrecognised', text: 'uid_0123456789' });
  });
});

it.each(['', ' ', '\n\t ', '""', '“”', ' , ', '\u00A0'])('nothing is left of %j', (text) => {
  expect(findUserIds(text)).toEqual({ kind: 'empty' });
});

it('a long text of white space and quotes takes no time', () => {
  const text = `a${' "'.repeat(500_000)}b`;
  expect(findUserIds(text)).toEqual({ kind: 'unrecognised', text });
});

describe('whatever is pasted', () => {
  const userId = fc.stringMatching(/^usr_[A-Za-z0-9_-]{1,40}$/);
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

  it('what comes out stood in the text, and each id once', () => {
    const pieces = fc.constantFrom('usr_', 'usr_a', 'usr_b-1', '%2F', '\\n', '"', ' ', ',', 'ak_', 'x', '_');
    const text = fc.array(fc.oneof(anyText, pieces), { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (pasted) => {
        const found = findUserIds(pasted);
        if (found.kind === 'ids') {
          expect(found.ids.filter((each) => !/^usr_[\w-]+$/.test(each) || !pasted.includes(each))).toEqual(
            [],
          );
          expect(new Set(found.ids).size).toBe(found.ids.length);
        } else if (found.kind === 'unrecognised') {
          expect(found.text).not.toBe('');
          expect(pasted).toContain(found.text);
        }
      }),
    );
  });
});
