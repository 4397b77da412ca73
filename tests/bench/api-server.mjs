import { once } from 'node:events';
import { createServer } from 'node:http';

/** @typedef {import('node:http').IncomingHttpHeaders} Headers */

export const apiKey = 'bench_0123456789abcdef';

/**
 * Starts a server on loopback that responds to every id with a user.
 *
 * @returns {Promise<{ baseUrl: string, lastHeaders: () => Headers, stop: () => void }>}
 */
export async function openApi() {
  /** @type {Headers} */
  let lastHeaders = {};
  const server = createServer((request, response) => {
    lastHeaders = request.headers;
    const id = decodeURIComponent(request.url?.split('/').at(-1) ?? '');
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(userWith(id)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    lastHeaders: () => lastHeaders,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * @param {string} id
 */
function userWith(id) {
  return {
    id,
    email: 'mara.oyelaran@example.com',
    username: 'mara.oyelaran',
    full_name: 'Mara Oyelaran',
    first_name: 'Mara',
    last_name: 'Oyelaran',
    birthday: '1988-04-17',
    profile_image: 'https://images.example.com/avatars/mara-oyelaran.webp',
    timezone: 'Europe/Zurich',
    country_id: 'country_5d1c7e90b2aa4f36',
    post_code: '8004',
    gender: 'female',
    is_active: true,
    last_verified: '2026-10-13T09:12:44Z',
    last_login: '2026-11-23T07:30:02Z',
    created_at: '2023-11-24T16:05:10Z',
    updated_at: '2026-11-18T11:47:31Z',
    current_organization_id: 'org_7f3a91c2e4b84d06',
  };
}
