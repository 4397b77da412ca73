import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  declareAppScheme,
  resolveFile,
  pageUrl,
  serveApp,
} from '../../../electron/security/app-protocol';
import { png } from '../../mock-api/photo-host';

type Handler = (request: Request) => Promise<Response>;
const protocol = vi.hoisted(() => ({
  handle: vi.fn<(scheme: string, handler: Handler) => void>(),
  registerSchemesAsPrivileged: vi.fn<(schemes: unknown) => void>(),
}));
vi.mock('electron', () => ({ protocol }));

describe('the path for a URL', () => {
  const root = resolve('/srv/page');

  it.each([
    ['the renderer', pageUrl, 'index.html'],
    ['a file in a folder', 'app://inspector/assets/index-1a2b.js', 'assets/index-1a2b.js'],
    ['a query and a fragment', 'app://inspector/index.html?x=../..#y', 'index.html'],
    ['an encoded space', 'app://inspector/a%20b.css', 'a b.css'],
    ['.. that stays inside', 'app://inspector/assets/../index.html', 'index.html'],
    ['encoded .. that stays inside', 'app://inspector/assets%2f..%2findex.html', 'index.html'],
    ['a double slash', 'app://inspector//index.html', 'index.html'],
    ['a file name that starts with ..', 'app://inspector/..index.html', '..index.html'],
    // The URL parser itself resolves these, and stops at the host.
    ['.. that leads out', 'app://inspector/../../etc/passwd', 'etc/passwd'],
    ['encoded dots that lead out', 'app://inspector/%2e%2e/%2E%2E/etc/passwd', 'etc/passwd'],
    ['.. that is encoded twice', 'app://inspector/%252e%252e%252fetc', '%2e%2e%2fetc'],
  ])('is inside the folder: %s', (_, url, file) => {
    expect(resolveFile(url, root)).toBe(join(root, file));
  });

  it.each([
    ['that leads out with encoded slashes', 'app://inspector/..%2f..%2fetc/passwd'],
    ['that leads out, fully encoded', 'app://inspector/%2e%2e%2f%2e%2e%2fetc%2fpasswd'],
    ['that leads out from a subfolder', 'app://inspector/assets/..%2f..%2f..%2fetc/passwd'],
    ['that leads to a folder with the same prefix', 'app://inspector/..%2fpage-secret/index.html'],
    ['with a null character', 'app://inspector/index.html%00.js'],
    ['with a broken escape', 'app://inspector/%zz'],
    ['with an escape that is invalid UTF-8', 'app://inspector/%ff'],
  ])('is null for a path %s', (_, url) => {
    expect(resolveFile(url, root)).toBeNull();
  });

  it.each([
    'app://evil/index.html',
    'app://inspector.evil/index.html',
    'app://inspector:80/index.html',
    'app:///index.html',
    'app://INSPECTOR.evil/index.html',
    'file:///index.html',
    'https://example.com/index.html',
  ])('is null on another host: %s', (url) => {
    expect(resolveFile(url, root)).toBeNull();
  });
});

describe('a request over app://', () => {
  const photo = 'app://inspector/photo/0f1e';
  let root: string;
  let request: (url: string, init?: RequestInit) => Promise<Response>;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'account-inspector-page-'));
    await mkdir(join(root, 'folder.js'));
    await writeFile(join(root, 'index.html'), '<!doctype html><title>zoë</title>');
    await writeFile(join(root, 'code.js'), 'x');
    await writeFile(join(root, 'style.css'), 'x');
    await writeFile(join(root, 'icon.svg'), 'x');
    await writeFile(join(root, 'notes.txt'), 'x');
    serveApp(root, {
      read: (photoUrl) =>
        Promise.resolve(photoUrl === photo ? { bytes: png, contentType: 'image/webp' } : null),
    });
    const [scheme, handler] = protocol.handle.mock.calls[0] ?? [];
    expect(scheme).toBe('app');
    request = (url, init) =>
      handler?.(new Request(url, init)) ?? Promise.reject(new Error('no handler'));
  });
  afterAll(() => rm(root, { recursive: true }));

  it('returns a file unchanged', async () => {
    const response = await request(pageUrl);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('<!doctype html><title>zoë</title>');
  });

  it.each([
    ['index.html', 'text/html; charset=utf-8'],
    ['code.js', 'text/javascript; charset=utf-8'],
    ['style.css', 'text/css; charset=utf-8'],
    ['icon.svg', 'image/svg+xml'],
  ])(
    'returns a file with its content type, nosniff and a strict policy: %s',
    async (file, type) => {
      const { headers } = await request(`app://inspector/${file}`);
      expect(headers.get('content-type')).toBe(type);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      const policy = headers.get('content-security-policy')?.split('; ');
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("connect-src 'none'");
      expect(policy?.join()).not.toMatch(/unsafe|\*|https?:/);
    },
  );

  it('returns a cached photo with its content type and the same security headers', async () => {
    const response = await request(photo);
    const page = await request(pageUrl);
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(Uint8Array.from(png));
    expect(Object.fromEntries(response.headers)).toEqual({
      ...Object.fromEntries(page.headers),
      'content-type': 'image/webp',
    });
  });

  it.each([
    ['a photo that is not cached', 'app://inspector/photo/0f1f', 'GET'],
    ['the prefix of the photos', 'app://inspector/photo/', 'GET'],
    ['a photo on another host', 'app://evil/photo/0f1e', 'GET'],
    ['a POST to a photo', photo, 'POST'],
    ['a missing file', 'app://inspector/other.html', 'GET'],
    ['a folder', 'app://inspector/folder.js', 'GET'],
    ['the root folder', 'app://inspector/', 'GET'],
    ['an unsupported file type', 'app://inspector/notes.txt', 'GET'],
    ['a path that leads out', 'app://inspector/..%2findex.html', 'GET'],
    ['another host', 'app://evil/index.html', 'GET'],
    ['a POST to a file', pageUrl, 'POST'],
  ])('returns 404 for %s', async (_, url, method) => {
    const response = await request(url, { method });
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

it('the scheme is secure, and has no privilege to fetch or to bypass the content security policy', () => {
  declareAppScheme();
  expect(protocol.registerSchemesAsPrivileged).toHaveBeenCalledExactlyOnceWith([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
  ]);
});
