import { http, json, startRawServer, type RawResponse } from '../../mock-api/raw-server';
import { selfSignedCertificate } from '../../mock-api/self-signed-certificate';
import {
  expect,
  expectLookUpToWork,
  switchToServer,
  test,
  userJson,
  setLookUpTimeOut,
} from '../fixtures/faulty-server';
import { photoHostSwitches } from '../fixtures/photo-host-switches';
import { reportCount } from '../fixtures/report-count';

/** The phases of a lookup, each with a response that stops in it. */
const phases: readonly (readonly [name: string, response: RawResponse])[] = [
  ['before the headers', () => undefined],
  ['within the headers', (socket) => socket.write('HTTP/1.1 200 OK\r\nx-a')],
  [
    'within the body',
    (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n{"id":'),
  ],
  [
    'within the body of an error',
    (socket) => socket.write('HTTP/1.1 503 No\r\ncontent-length: 90\r\n\r\n{'),
  ],
  ['in the pause before a retry', http('503 No', ['retry-after: 3'])],
];

test('stopping a lookup closes its connection at once', async ({ ready, server }) => {
  for (const [index, [name, response]] of phases.entries())
    await test.step(name, async () => {
      const id = `usr_stopped_${index}`;
      server.responses.set(id, response);
      await ready.lookUp(id);
      await ready.button('Stop').click();
      await expect(
        ready.page.getByRole('heading', { name: 'Who are you looking for?' }),
      ).toBeVisible();
      await expect.poll(() => server.open(), name).toBe(0);
      await expectLookUpToWork(ready);
    });
  const stopped = server.requests.filter(({ id }) => id.startsWith('usr_stopped_'));
  expect(stopped).toHaveLength(phases.length);
  reportCount('faults', phases.length);
});

test('starting another lookup closes the connection of the first at once', async ({
  ready,
  server,
}) => {
  for (const [index, [name, response]] of phases.entries())
    await test.step(name, async () => {
      const id = `usr_left_${index}`;
      server.responses.set(id, response);
      await ready.lookUp(id);
      await expect
        .poll(() => server.requests.some((request) => request.id === id), name)
        .toBe(true);
      await expectLookUpToWork(ready);
      await expect.poll(() => server.open(), name).toBe(0);
    });
  reportCount('faults', phases.length);
});

test('a lookup can be stopped while it is connecting', async ({ ready, server, api }) => {
  const { settings } = ready;
  const connecting = [
    {
      name: 'in the handshake of TLS',
      addressOf: (port: number) => `https://127.0.0.1:${port}/v1`,
    },
    // Chromium bypasses the proxy for loopback addresses, so this one needs another name.
    { name: 'at the proxy', addressOf: () => 'https://api.inspector.test/v1' },
  ];
  for (const { name, addressOf } of connecting)
    await test.step(name, async () => {
      const mute = await startRawServer(() => undefined);
      // The app saves the key unchecked once the silent server has timed out.
      await setLookUpTimeOut(ready, 1);
      await settings.open();
      await settings.useProxy('address', `127.0.0.1:${mute.port}`);
      await expect(settings.proxySaved).toBeVisible();
      await settings.useServer(addressOf(mute.port));
      await settings.enterKey(api.apiKey);
      await expect(settings.dialog.getByRole('button', { name: 'Replace key' })).toBeVisible();
      await settings.close();
      await setLookUpTimeOut(ready, 60);

      const before = mute.accepted();
      await ready.lookUp('usr_fine');
      await expect.poll(() => mute.accepted()).toBeGreaterThan(before);
      await ready.button('Stop').click();
      await expect(
        ready.page.getByRole('heading', { name: 'Who are you looking for?' }),
      ).toBeVisible();

      await settings.open();
      await settings.useProxy('none');
      await expect(settings.proxySaved).toBeVisible();
      await settings.close();
      await switchToServer(ready, server.baseUrl);
      await expectLookUpToWork(ready);
      await mute.stop();
    });
  reportCount('faults', connecting.length);
});

test('a photo that never arrives does not delay lookups', async ({ launch, server, api }) => {
  const pictures = await startRawServer(() => undefined, selfSignedCertificate);
  try {
    const { inspector } = await launch({ args: photoHostSwitches(pictures.port) });
    await inspector.welcome.useServer(server.baseUrl);
    await inspector.welcome.enterKey(api.apiKey);
    await inspector.searchBox.waitFor();
    const more = { profile_image: 'https://images.example.com/never.png' };
    server.responses.set('usr_photo', json(userJson('usr_photo', more)));
    await inspector.lookUp('usr_photo');
    await expect.poll(() => pictures.requests.length).toBe(1);
    await expect(inspector.card).toContainText('usr_photo');
    await expectLookUpToWork(inspector);
    await inspector.lookUp('usr_photo');
    await expect(inspector.card).toContainText('usr_photo');
    await inspector.button('Clear').click();
    await expectLookUpToWork(inspector);
    reportCount('faults', 1);
  } finally {
    await pictures.stop();
  }
});
