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

const notEncrypted = 'No encrypted connection';
const answer = json(userJson('usr_fine'));
/** Versions of TLS that browsers no longer accept. */
const oldTls = {
  ...selfSignedCertificate,
  minVersion: 'TLSv1',
  maxVersion: 'TLSv1.1',
  ciphers: 'DEFAULT@SECLEVEL=0',
} as const;

const startClosedServer = async () => {
  const server = await startRawServer(() => answer);
  await server.stop();
  return { ...server, stop: () => Promise.resolve() };
};

const startServerWithoutTls = async () => {
  const server = loopbackServer((_, response) => void response.end(answer));
  await server.start();
  return { port: server.port(), requests: [], stop: () => server.stop() };
};

const unreachableServers: readonly UnreachableServer[] = [
  {
    name: 'a closed port',
    start: startClosedServer,
    scheme: 'http',
    problem: 'No connection to the server',
    cause: 'ERR_CONNECTION_REFUSED',
  },
  {
    name: 'a self-signed certificate',
    start: () => startRawServer(() => answer, selfSignedCertificate),
    scheme: 'https',
    problem: notSecure,
    cause: 'ERR_CERT_AUTHORITY_INVALID',
  },
  {
    name: 'TLS 1.1',
    start: () => startRawServer(() => answer, oldTls),
    scheme: 'https',
    problem: notEncrypted,
    cause: 'ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
  },
  { name: 'no TLS', start: startServerWithoutTls, scheme: 'https', problem: notEncrypted },
  {
    name: 'TLS where none is expected',
    start: () => startRawServer(() => answer, selfSignedCertificate),
    scheme: 'http',
    problem: 'The connection broke off',
  },
];

test('a server that cannot be reached or authenticated has a message of its own', async ({
  ready,
  server,
  api,
}) => {
  await lookUpAtEach(ready, server, api, unreachableServers);
});

test('an unknown host has a message', async ({ ready, server }) => {
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
