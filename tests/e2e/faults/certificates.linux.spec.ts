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

/**
 * Starts the app with the root trusted, so that a certificate fails only for the reason under test.
 */
const test = base.extend({
  launch: async ({ launch, folder }, use) => {
    const home = await createHomeTrusting(companyRoot, folder);
    await use((options) => launch({ ...options, env: { ...home, ...options?.env } }));
  },
});

const answer = json(userJson('usr_fine'));

test('expired certificates and certificates of other hosts are rejected, even from a trusted root', async ({
  ready,
  server,
  api,
}) => {
  await lookUpAtEach(ready, server, api, [
    {
      name: 'an expired certificate',
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

  await test.step('a valid certificate', async () => {
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
