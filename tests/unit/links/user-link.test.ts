import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createPendingLink, findLink, userIdFromLink } from '../../../electron/links/user-link';

describe('a valid link yields the user id', () => {
  it.each([
    ['account-inspector://user/usr_abc123', 'usr_abc123'],
    ['account-inspector://user/usr_a-b_C/', 'usr_a-b_C'],
    [`account-inspector://user/usr_${'a'.repeat(128)}`, `usr_${'a'.repeat(128)}`],
  ])('%s', (link, id) => {
    expect(userIdFromLink(link)).toBe(id);
  });
});

describe('an invalid link is ignored', () => {
  it.each([
    '',
    'account-inspector:',
    'account-inspector://',
    'account-inspector://user',
    'account-inspector://user/',
    'account-inspector://user/abc',
    'account-inspector://user/usr_',
    `account-inspector://user/usr_${'a'.repeat(129)}`,
    'account-inspector://user/usr_a/usr_b',
    'account-inspector://user/../settings',
    'account-inspector://user/usr_a%2f..',
    'account-inspector://user/usr_a?key=ak_1',
    'account-inspector://user/usr_a#x',
    'account-inspector://user:8080/usr_a',
    'account-inspector://ann@user/usr_a',
    'account-inspector://settings/usr_a',
    'account-inspector://user/usr_a\n',
    'account-inspector://user/usr_a\0',
    ' account-inspector://user/usr_a',
    'account-inspector://user/usr_ä',
    'account-inspector://user/usr_a\u202e',
    'account-inspector:user/usr_a',
    'ACCOUNT-INSPECTOR://user/usr_a',
    'https://example.com/account-inspector://user/usr_a',
    'javascript:account-inspector://user/usr_a',
  ])('%j', (link) => {
    expect(userIdFromLink(link)).toBeNull();
  });

  it('or any random text, unless it is a well-formed id', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl({ withQueryParameters: true }),
    );
    fc.assert(
      fc.property(anything, (rest) => {
        const id = userIdFromLink(`account-inspector://user/${rest}`);
        expect(id === null || /^usr_[\w-]{1,128}$/.test(id)).toBe(true);
      }),
    );
  });
});

it('finds the link in the command line', () => {
  expect(findLink(['--lang=de', 'account-inspector://user/usr_a', 'other'])).toBe(
    'account-inspector://user/usr_a',
  );
  expect(findLink(['usr_a', 'https://example.com'])).toBeNull();
});

it('holds the last id until it is taken, and returns it once', () => {
  const onOpened = vi.fn();
  const link = createPendingLink(onOpened);
  expect(link.take()).toBeNull();
  link.open('account-inspector://user/usr_a');
  link.open('account-inspector://user/usr_b');
  link.open('account-inspector://settings');
  expect(onOpened).toHaveBeenCalledTimes(2);
  expect(link.take()).toBe('usr_b');
  expect(link.take()).toBeNull();
});
