import { loopbackServer } from '../../mock-api/loopback-server';
import { json, startRawServer, type RawServer } from '../../mock-api/raw-server';
import { expired, ofAnotherHost, selfSigned } from '../../mock-api/self-signed';
import { counted } from '../fixtures/counted';
import { expect, expectFine, pointAt, test, userJson, waitAtMost } from '../fixtures/faulty';

const notSafe = 'The connection is not safe';
const answer = json(userJson('usr_fine'));
/** Of what is not TLS 1.2 or newer, no browser takes anything any more. */
const oldTls = {
  ...selfSigned,
  minVersion: 'TLSv1',
  maxVersion: 'TLSv1.1',
  ciphers: 'DEFAULT@SECLEVEL=0',
} as const;

type Place = {
  readonly name: string;
  readonly start: () => Promise<Pick<RawServer, 'port' | 'requests' | 'stop'>>;
  readonly scheme: 'http' | 'https';
  readonly ends: string;
  readonly cause?: string;
};

const gone = async () => {
  const server = await startRawServer(() => answer);
  await server.stop();
  return { ...server, stop: () => Promise.resolve() };
};

const withoutTls = async () => {
  const server = loopbackServer((_, response) => void response.end(answer));
  await server.start();
  return { port: server.port(), requests: [], stop: () => server.stop() };
};

const places: readonly Place[] = [
  {
    name: 'nobody listens',
    start: gone,
    scheme: 'http',
    ends: 'No connection to the server',
    cause: 'ERR_CONNECTION_REFUSED',
  },
  {
    name: 'a certificate that nobody vouches for',
    start: () => startRawServer(() => answer, selfSigned),
    scheme: 'https',
    ends: notSafe,
    cause: 'ERR_CERT_AUTHORITY_INVALID',
  },
  {
    name: 'a certificate that has expired',
    start: () => startRawServer(() => answer, expired),
    scheme: 'https',
    ends: notSafe,
  },
  {
    name: 'the certificate of another host',
    start: () => startRawServer(() => answer, ofAnotherHost),
    scheme: 'https',
    ends: notSafe,
  },
  {
    name: 'TLS 1.1',
    start: () => startRawServer(() => answer, oldTls),
    scheme: 'https',
    ends: notSafe,
    cause: 'ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
  },
  { name: 'no TLS', start: withoutTls, scheme: 'https', ends: notSafe },
  {
    name: 'TLS where none is expected',
    start: () => startRawServer(() => answer, selfSigned),
    scheme: 'http',
    ends: 'The connection broke off',
  },
];

/** Whatever would lead past a warning. */
const wayAround = /continue|proceed|anyway|trust|ignore|unsafe|advanced/i;

test('a server that can not be reached, or can not prove who it is', async ({ ready, server, api }) => {
  await waitAtMost(ready, 4);
  for (const { name, start, scheme, ends, cause } of places)
    await test.step(name, async () => {
      const place = await start();
      try {
        await ready.settings.open();
        await ready.settings.useServer(`${scheme}://127.0.0.1:${place.port}/v1`);
        await ready.settings.enterKey(api.apiKey);
        await expect(ready.settings.dialog.getByRole('button', { name: 'Replace key' })).toBeVisible();
        await ready.settings.close();
        await ready.lookUp('usr_fine');
        await expect(ready.problem(ends), name).toBeVisible();
        if (cause !== undefined) await expect(ready.detail('Cause').value).toHaveText(cause);
        if (ends === notSafe) {
          await expect(ready.page.getByRole('button', { name: wayAround })).toHaveCount(0);
          await expect(ready.page.getByRole('link')).toHaveCount(0);
          expect(
            place.requests.filter(({ lines }) => lines.some((line) => line.startsWith('GET'))),
            name,
          ).toEqual([]);
        }
      } finally {
        await place.stop();
      }
    });
  await pointAt(ready, server.baseUrl);
  await expectFine(ready);
  counted('faults', places.length);
});

test('a host that nobody knows', async ({ ready, server }) => {
  await ready.settings.open();
  await ready.settings.useServer('https://no-such-host.invalid/v1');
  await ready.settings.enterKey('ak_some_key');
  await ready.settings.close();
  await ready.lookUp('usr_fine');
  await expect(ready.problem("The server can't be found")).toBeVisible();
  await pointAt(ready, server.baseUrl);
  await expectFine(ready);
  counted('faults', 1);
});
