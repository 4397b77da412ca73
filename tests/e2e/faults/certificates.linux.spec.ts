import {
  companyExpiredCertificate,
  companyOtherHostCertificate,
  companyRoot,
  companyServerCertificate,
} from '../../mock-api/company-certificates';
import { json, startRawServer } from '../../mock-api/raw-server';
import { expect, switchToServer, test as base, userJson } from '../fixtures/faulty-server';
import { createHomeTrusting } from '../fixtures/trusted-root';
import { lookUpAtEach, notSecure } from '../fixtures/unreachable-servers';

/** Where the root is trusted that signed every certificate: what is wrong with one of them is nothing else. */
const test = base.extend({
  launch: async ({ launch, folder }, use) => {
    const home = await createHomeTrusting(companyRoot, folder);
    await use((options) => launch({ ...options, env: { ...home, ...options?.env } }));
  },
});

const answer = json(userJson('usr_fine'));

test('a certificate of a trusted root that has expired, or is for another host', async ({
  ready,
  server,
  api,
}) => {
  await lookUpAtEach(ready, server, api, [
    {
      name: 'a certificate that has expired',
      start: () => startRawServer(() => answer, companyExpiredCertificate),
      scheme: 'https',
      problem: notSecure,
      cause: 'ERR_CERT_DATE_INVALID',
    },
    {
      name: 'the certificate of another host',
      start: () => startRawServer(() => answer, companyOtherHostCertificate),
      scheme: 'https',
      problem: notSecure,
      cause: 'ERR_CERT_COMMON_NAME_INVALID',
    },
  ]);

  await test.step('a certificate with which nothing is wrong', async () => {
    const fine = await startRawServer(() => answer, companyServerCertificate);
    await switchToServer(ready, `https://127.0.0.1:${fine.port}/v1`);
    await ready.settings.open();
    await ready.settings.enterKey(api.apiKey);
    await expect(ready.settings.dialog.getByRole('button', { name: 'Replace key' })).toBeVisible();
    await ready.settings.close();
    await ready.lookUp('usr_fine');
    await expect(ready.card).toContainText('usr_fine');
    await fine.stop();
  });
});
