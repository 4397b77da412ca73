import type { OnHeadersReceivedListenerDetails, Session } from 'electron';
import { expect, it } from 'vitest';
import { sanitizeResponseHeaders } from '../../../electron/security/sanitize-response-headers';

/** What the listener passes to Electron's callback for a response. */
function sanitized(statusCode: number, responseHeaders?: Record<string, string[]>): unknown {
  let result: unknown;
  const onHeadersReceived = (
    listener: (
      details: OnHeadersReceivedListenerDetails,
      callback: (result: unknown) => void,
    ) => void,
  ) =>
    listener({ statusCode, responseHeaders } as OnHeadersReceivedListenerDetails, (passed) => {
      result = passed;
    });
  sanitizeResponseHeaders({ webRequest: { onHeadersReceived } } as unknown as Session);
  return result;
}

it('keeps valid headers and drops the others', () => {
  const valid = { 'Content-Type': ['application/json; charset="utf-8"'], 'x-a': ['', '\t1', '2'] };
  const invalid = {
    'x-b': ['\uFFFD'],
    'x-c': ['ÿ'],
    'x-d': ['a\0b'],
    'x y': ['z'],
    '': ['z'],
    'x-e': [],
  };
  expect(sanitized(200, { ...valid, ...invalid, 'x-f': ['ü', 'u'] })).toEqual({
    statusLine: 'HTTP/1.1 200',
    responseHeaders: { ...valid, 'x-f': ['u'] },
  });
  expect(sanitized(404)).toEqual({ statusLine: 'HTTP/1.1 404', responseHeaders: {} });
});

it.each([200, 302, 599])('accepts status %i', (status) => {
  expect(sanitized(status)).toHaveProperty('statusLine');
});

it.each([0, 99, 101, 199, 600, 999])('cancels a response with status %i', (status) => {
  expect(sanitized(status, {})).toEqual({ cancel: true });
});
