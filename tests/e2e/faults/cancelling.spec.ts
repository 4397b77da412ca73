import { http, json, startRawServer, type Says } from '../../mock-api/raw-server';
import { selfSigned } from '../../mock-api/self-signed';
import { counted } from '../fixtures/counted';
import { expect, expectFine, test, userJson } from '../fixtures/faulty';
import { argsForPictures } from '../fixtures/picture-args';

/** Where a lookup can be when somebody stops it. */
const moments: readonly (readonly [name: string, says: Says])[] = [
  ['before the headers', () => undefined],
  ['within the headers', (socket) => socket.write('HTTP/1.1 200 OK\r\nx-a')],
  ['within the body', (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n{"id":')],
  ['within the body of an error', (socket) => socket.write('HTTP/1.1 503 No\r\ncontent-length: 90\r\n\r\n{')],
  ['in the pause before another try', http('503 No', ['retry-after: 3'])],
];

test('a lookup ends at once when somebody stops it', async ({ ready, server }) => {
  for (const [index, [name, says]] of moments.entries())
    await test.step(name, async () => {
      const id = `usr_stopped_${index}`;
      server.says.set(id, says);
      await ready.lookUp(id);
      await ready.button('Stop').click();
      await expect(ready.page.getByRole('heading', { name: 'Who are you looking for?' })).toBeVisible();
      await expect.poll(() => server.open(), name).toBe(0);
      await expectFine(ready);
    });
  const stopped = server.requests.filter(({ id }) => id.startsWith('usr_stopped_'));
  expect(stopped).toHaveLength(moments.length);
  counted('faults', moments.length);
});

test('a lookup ends at once when another one begins', async ({ ready, server }) => {
  for (const [index, [name, says]] of moments.entries())
    await test.step(name, async () => {
      const id = `usr_left_${index}`;
      server.says.set(id, says);
      await ready.lookUp(id);
      await expect.poll(() => server.requests.some((request) => request.id === id), name).toBe(true);
      await expectFine(ready);
      await expect.poll(() => server.open(), name).toBe(0);
    });
  counted('faults', moments.length);
});

test('a photo that never comes holds nothing up', async ({ launch, server, api }) => {
  const pictures = await startRawServer(() => undefined, selfSigned);
  try {
    const { inspector } = await launch({ args: argsForPictures(pictures.port) });
    await inspector.welcome.useServer(server.baseUrl);
    await inspector.welcome.enterKey(api.apiKey);
    await inspector.searchBox.waitFor();
    const more = { profile_image: 'https://images.example.com/never.png' };
    server.says.set('usr_photo', json(userJson('usr_photo', more)));
    await inspector.lookUp('usr_photo');
    await expect.poll(() => pictures.requests.length).toBe(1);
    await expect(inspector.card).toContainText('usr_photo');
    await expectFine(inspector);
    await inspector.lookUp('usr_photo');
    await expect(inspector.card).toContainText('usr_photo');
    await inspector.button('Clear').click();
    await expectFine(inspector);
    counted('faults', 1);
  } finally {
    await pictures.stop();
  }
});
