import { loopbackServer } from '../../mock-api/loopback-server';
import { startMockApi } from '../../mock-api/mock-api';
import { accessibilityViolations } from '../fixtures/accessibility';
import { reportCount } from '../fixtures/report-count';
import { sensitiveTextsOf } from '../fixtures/sensitive-texts';
import { expect, test } from '../fixtures/test';

test('the connection check names each fault and copies a report without secrets', async ({
  launch,
  api,
}) => {
  const { electron, inspector: ready } = await launch();
  const { connection, settings } = ready;
  await ready.welcome.useServer(api.baseUrl);
  await ready.welcome.enterKey(api.apiKey);
  await ready.searchBox.waitFor();
  const faults: string[] = [];
  const shows = async (label: string, text: string) => {
    await expect(connection.check(label)).toContainText(text);
    faults.push(label);
  };

  await settings.open();
  await ready.button('Check the connection').click();
  await expect(connection.dialog.getByRole('status')).toHaveText(/^Everything is fine/);
  await expect(connection.dialog.getByRole('listitem')).toHaveCount(6);
  expect(await accessibilityViolations(ready.page)).toEqual([]);

  await test.step('a wrong clock and a revoked key', async () => {
    const revoked = api.apiKey;
    api.minutesAhead = -125;
    api.apiKey = 'ak_another_one_by_now';
    await connection.checkAgain();
    await shows('Clock of this computer', 'by 2 hours');
    await shows('API key', 'refuses the key');
    api.apiKey = revoked;
    api.minutesAhead = 0;
    await connection.close();
  });

  await test.step('a refused connection', async () => {
    await api.stop();
    await ready.lookUp('usr_sample_active');
    await ready.button('Check the connection').click();
    await shows('Answer of the server', 'ERR_CONNECTION_REFUSED');
    await expect(connection.check('Answer of the server')).toContainText('Ask your IT department');
    await expect(connection.check('API key')).toContainText('Not checked');
  });

  await test.step('the copied report', async () => {
    // Replaces the clipboard, because the system has only one and other tests read it.
    await electron.evaluate(({ clipboard }) => {
      clipboard.writeText = (text: string) => {
        Object.assign(globalThis, { copied: text });
        return Promise.resolve();
      };
    });
    await ready.button('Copy the report').click();
    await expect(ready.toast).toHaveText('Report on the connection copied');
    const report = await electron.evaluate(
      () => (globalThis as unknown as { copied: string }).copied,
    );
    expect(report.split('\n')).toEqual([
      `Connection to ${new URL(api.baseUrl).host}`,
      'Name of the server (DNS): Fine. This computer finds the server.',
      'Proxy: Fine. None is used for this server.',
      'Certificate (TLS): Not checked. None is needed: the server is on this computer.',
      expect.stringMatching(
        /^Answer of the server: Not fine\. .*ERR_CONNECTION_REFUSED\) Check the network .* Ask your IT department\.$/,
      ),
      'API key: Not checked. The server was not asked about it.',
      'Clock of this computer: Not checked. The server did not say what time it is.',
      expect.stringMatching(/^Time: /),
      expect.stringMatching(/^App version: /),
    ]);
    expect(
      sensitiveTextsOf(api).filter((secret) => report.toLowerCase().includes(secret.toLowerCase())),
    ).toEqual([]);
    await connection.close();
    await api.start();
  });

  const checkAt = async (baseUrl: string) => {
    await settings.open();
    await settings.useServer(baseUrl);
    await settings.dialog.getByText(/^Lookups go to .* now/).waitFor();
    await ready.button('Check the connection').click();
  };

  await test.step('a self-signed certificate', async () => {
    const untrusted = await startMockApi({ tls: true });
    await checkAt(untrusted.baseUrl);
    await shows('Certificate', 'ERR_CERT_AUTHORITY_INVALID');
    await connection.close();
    await untrusted.stop();
    expect(untrusted.requests).toEqual([]);
  });

  await test.step('an unknown host', async () => {
    await checkAt('https://nowhere.invalid/v1');
    await shows('Name of the server', "doesn't know");
    await connection.close();
  });

  await test.step('a sign-in page', async () => {
    const portal = loopbackServer((_request, response) => void response.end('<h1>Sign in</h1>'));
    await portal.start();
    await checkAt(`http://127.0.0.1:${portal.port()}/v1`);
    await shows('Answer of the server', 'Something else answered');
    await portal.stop();
  });

  reportCount('connection faults told', faults.length);
});
