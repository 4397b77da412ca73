import { loopbackServer } from '../../mock-api/loopback-server';
import { json, startRawServer } from '../../mock-api/raw-server';
import { selfSignedCertificate } from '../../mock-api/self-signed-certificate';
import {
  expect,
  expectLookUpToWork,
  switchToServer,
  test,
  userJson,
} from '../fixtures/faulty-server';
import { reportCount } from '../fixtures/report-count';
import { lookUpAtEach, notSecure, type UnreachableServer } from '../fixtures/unreachable-servers';

const answer = json(userJson('usr_fine'));
/** Of what is not TLS 1.2 or newer, no browser takes anything any more. */
const oldTls = {
  ...selfSignedCertificate,
  minVersion: 'TLSv1',
  maxVersion: 'TLSv1.1',
  ciphers: 'DEFAULT@SECLEVEL=0',
} as const;

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

const unreachableServers: readonly UnreachableServer[] = [
  {
    name: 'nobody listens',
    start: gone,
    scheme: 'http',
    problem: 'No connection to the server',
    cause: 'ERR_CONNECTION_REFUSED',
  },
  {
    name: 'a certificate that nobody vouches for',
    start: () => startRawServer(() => answer, selfSignedCertificate),
    scheme: 'https',
    problem: notSecure,
    cause: 'ERR_CERT_AUTHORITY_INVALID',
  },
  {
    name: 'TLS 1.1',
    start: () => startRawServer(() => answer, oldTls),
    scheme: 'https',
    problem: notSecure,
    cause: 'ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
  },
  { name: 'no TLS', start: withoutTls, scheme: 'https', problem: notSecure },
  {
    name: 'TLS where none is expected',
    start: () => startRawServer(() => answer, selfSignedCertificate),
    scheme: 'http',
    problem: 'The connection broke off',
  },
];

test('a server that can not be reached, or can not prove who it is', async ({
  ready,
  server,
  api,
}) => {
  await lookUpAtEach(ready, server, api, unreachableServers);
});

test('a host that nobody knows', async ({ ready, server }) => {
  await ready.settings.open();
  await ready.settings.useServer('https://no-such-host.invalid/v1');
  await ready.settings.enterKey('ak_some_key');
  await ready.settings.close();
  await ready.lookUp('usr_fine');
  await expect(ready.problem("The server can't be found")).toBeVisible();
  await switchToServer(ready, server.baseUrl);
  await expectLookUpToWork(ready);
  reportCount('faults', 1);
});
