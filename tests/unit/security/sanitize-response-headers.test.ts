import type { OnHeadersReceivedListenerDetails, Session } from 'electron';
import { expect, it } from 'vitest';
import { sanitizeResponseHeaders } from '../../../electron/security/sanitize-response-headers';

/** What a session takes of the head of an answer. */
function taken(statusCode: number, responseHeaders?: Record<string, string[]>): unknown {
  let answer: unknown;
  const onHeadersReceived = (
    listener: (
      details: OnHeadersReceivedListenerDetails,
      callback: (taken: unknown) => void,
    ) => void,
  ) =>
    listener({ statusCode, responseHeaders } as OnHeadersReceivedListenerDetails, (taken) => {
      answer = taken;
    });
  sanitizeResponseHeaders({ webRequest: { onHeadersReceived } } as unknown as Session);
  return answer;
}

it('takes plain headers as they are, and leaves the others out', () => {
  const plain = { 'Content-Type': ['application/json; charset="utf-8"'], 'x-a': ['', '\t1', '2'] };
  const odd = {
    'x-b': ['\uFFFD'],
    'x-c': ['ÿ'],
    'x-d': ['a\0b'],
    'x y': ['z'],
    '': ['z'],
    'x-e': [],
  };
  expect(taken(200, { ...plain, ...odd, 'x-f': ['ü', 'u'] })).toEqual({
    statusLine: 'HTTP/1.1 200',
    responseHeaders: { ...plain, 'x-f': ['u'] },
  });
  expect(taken(404)).toEqual({ statusLine: 'HTTP/1.1 404', responseHeaders: {} });
});

it.each([200, 302, 599])('takes an answer of %i', (status) => {
  expect(taken(status)).toHaveProperty('statusLine');
});

it.each([0, 99, 101, 199, 600, 999])('takes no answer of %i', (status) => {
  expect(taken(status, {})).toEqual({ cancel: true });
});
