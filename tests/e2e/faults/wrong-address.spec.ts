import { loopbackServer } from '../../mock-api/loopback-server';
import { expect, test } from '../fixtures/test';

test('a server that answers every path with 404 is a wrong address, not a missing account', async ({
  inspector,
}) => {
  const server = loopbackServer((_request, response) => {
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"detail":"Not Found"}');
  });
  await server.start();
  try {
    await inspector.welcome.useServer(`http://127.0.0.1:${server.port()}`);
    await inspector.welcome.enterKey('ak_any_key');
    await inspector.searchBox.waitFor();
    await expect(inspector.page.getByText('The key could not be checked yet.')).toBeVisible();

    await inspector.lookUp('usr_1a2b3c4d5e6f');
    await expect(inspector.problem("The server's address is probably wrong")).toBeVisible();
    await expect(inspector.button('Forget this person …')).toBeHidden();

    await inspector.button('Check the connection').click();
    await expect(inspector.connection.check('Answer of the server')).toContainText(
      'The server has nothing at this address.',
    );
    await expect(inspector.connection.dialog.getByRole('status')).toContainText(
      'Something is in the way',
    );
    await expect(inspector.connection.check('API key')).toContainText('Not checked');
  } finally {
    await server.stop();
  }
});
