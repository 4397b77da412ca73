import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createWaitingLink, idInLink, linkAmong } from '../../../electron/links/user-link';

describe('a link names a user', () => {
  it.each([
    ['account-inspector://user/usr_abc123', 'usr_abc123'],
    ['account-inspector://user/usr_a-b_C/', 'usr_a-b_C'],
    [`account-inspector://user/usr_${'a'.repeat(128)}`, `usr_${'a'.repeat(128)}`],
  ])('%s', (link, id) => {
    expect(idInLink(link)).toBe(id);
  });
});

describe('a link is refused', () => {
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
    expect(idInLink(link)).toBeNull();
  });

  it('or gives an id of the known form, whatever it holds', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl({ withQueryParameters: true }),
    );
    fc.assert(
      fc.property(anything, (rest) => {
        const id = idInLink(`account-inspector://user/${rest}`);
        expect(id === null || /^usr_[\w-]{1,128}$/.test(id)).toBe(true);
      }),
    );
  });
});

it('finds the link among the arguments of a start', () => {
  expect(linkAmong(['--lang=de', 'account-inspector://user/usr_a', 'other'])).toBe(
    'account-inspector://user/usr_a',
  );
  expect(linkAmong(['usr_a', 'https://example.com'])).toBeNull();
});

it('keeps the last id until it is taken, once', () => {
  const onOpened = vi.fn();
  const link = createWaitingLink(onOpened);
  expect(link.take()).toBeNull();
  link.open('account-inspector://user/usr_a');
  link.open('account-inspector://user/usr_b');
  link.open('account-inspector://settings');
  expect(onOpened).toHaveBeenCalledTimes(2);
  expect(link.take()).toBe('usr_b');
  expect(link.take()).toBeNull();
});
