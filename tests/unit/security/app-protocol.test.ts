import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  declareAppScheme,
  fileOf,
  pageUrl,
  serveApp,
} from '../../../electron/security/app-protocol';
import { png } from '../../mock-api/picture-host';

type Answer = (request: Request) => Promise<Response>;
const protocol = vi.hoisted(() => ({
  handle: vi.fn<(scheme: string, answer: Answer) => void>(),
  registerSchemesAsPrivileged: vi.fn<(schemes: unknown) => void>(),
}));
vi.mock('electron', () => ({ protocol }));

describe('the file of a URL', () => {
  const root = resolve('/srv/page');

  it.each([
    ['the page', pageUrl, 'index.html'],
    ['a file in a folder', 'app://inspector/assets/index-1a2b.js', 'assets/index-1a2b.js'],
    ['one with a query and a fragment', 'app://inspector/index.html?x=../..#y', 'index.html'],
    ['one with an encoded space', 'app://inspector/a%20b.css', 'a b.css'],
    ['one with a way back that stays inside', 'app://inspector/assets/../index.html', 'index.html'],
    [
      'one with an encoded way back that stays inside',
      'app://inspector/assets%2f..%2findex.html',
      'index.html',
    ],
    ['one with doubled slashes', 'app://inspector//index.html', 'index.html'],
    ['one that only looks like a way back', 'app://inspector/..index.html', '..index.html'],
    // A URL's own ways back end at its host.
    ['a plain way out', 'app://inspector/../../etc/passwd', 'etc/passwd'],
    ['a way out with encoded dots', 'app://inspector/%2e%2e/%2E%2E/etc/passwd', 'etc/passwd'],
    ['a way out that is encoded twice', 'app://inspector/%252e%252e%252fetc', '%2e%2e%2fetc'],
  ])('is inside the folder: %s', (_, url, file) => {
    expect(fileOf(url, root)).toBe(join(root, file));
  });

  it.each([
    ['with encoded slashes', 'app://inspector/..%2f..%2fetc/passwd'],
    ['with everything encoded', 'app://inspector/%2e%2e%2f%2e%2e%2fetc%2fpasswd'],
    ['behind a folder', 'app://inspector/assets/..%2f..%2f..%2fetc/passwd'],
    ['into a folder whose name begins the same', 'app://inspector/..%2fpage-secret/index.html'],
    ['with a null character', 'app://inspector/index.html%00.js'],
    ['with a broken escape', 'app://inspector/%zz'],
    ['with an escape that is no text', 'app://inspector/%ff'],
  ])('is none for a way out %s', (_, url) => {
    expect(fileOf(url, root)).toBeNull();
  });

  it.each([
    'app://evil/index.html',
    'app://inspector.evil/index.html',
    'app://inspector:80/index.html',
    'app:///index.html',
    'app://INSPECTOR.evil/index.html',
    'file:///index.html',
    'https://example.com/index.html',
  ])('is none on another host: %s', (url) => {
    expect(fileOf(url, root)).toBeNull();
  });
});

describe('what the page gets', () => {
  const photo = 'app://inspector/photo/0f1e';
  let root: string;
  let ask: (url: string, init?: RequestInit) => Promise<Response>;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'account-inspector-page-'));
    await mkdir(join(root, 'folder.js'));
    await writeFile(join(root, 'index.html'), '<!doctype html><title>zoë</title>');
    await writeFile(join(root, 'code.js'), 'x');
    await writeFile(join(root, 'style.css'), 'x');
    await writeFile(join(root, 'icon.svg'), 'x');
    await writeFile(join(root, 'notes.txt'), 'x');
    serveApp(root, {
      read: (address) =>
        Promise.resolve(address === photo ? { bytes: png, contentType: 'image/webp' } : null),
    });
    const [scheme, answer] = protocol.handle.mock.calls[0] ?? [];
    expect(scheme).toBe('app');
    ask = (url, init) => answer?.(new Request(url, init)) ?? Promise.reject(new Error('no answer'));
  });
  afterAll(() => rm(root, { recursive: true }));

  it('is a file as it is', async () => {
    const response = await ask(pageUrl);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('<!doctype html><title>zoë</title>');
  });

  it.each([
    ['index.html', 'text/html; charset=utf-8'],
    ['code.js', 'text/javascript; charset=utf-8'],
    ['style.css', 'text/css; charset=utf-8'],
    ['icon.svg', 'image/svg+xml'],
  ])('comes with its type, which is not guessed, and a strict policy: %s', async (file, type) => {
    const { headers } = await ask(`app://inspector/${file}`);
    expect(headers.get('content-type')).toBe(type);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const policy = headers.get('content-security-policy')?.split('; ');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy?.join()).not.toMatch(/unsafe|\*|https?:/);
  });

  it('is a photo that is kept, with its type and the same protection', async () => {
    const response = await ask(photo);
    const page = await ask(pageUrl);
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(Uint8Array.from(png));
    expect(Object.fromEntries(response.headers)).toEqual({
      ...Object.fromEntries(page.headers),
      'content-type': 'image/webp',
    });
  });

  it.each([
    ['a photo that is not kept', 'app://inspector/photo/0f1f', 'GET'],
    ['the folder of the photos', 'app://inspector/photo/', 'GET'],
    ['a photo on another host', 'app://evil/photo/0f1e', 'GET'],
    ['anything but reading a photo', photo, 'POST'],
    ['a file that is not there', 'app://inspector/other.html', 'GET'],
    ['a folder', 'app://inspector/folder.js', 'GET'],
    ['the folder itself', 'app://inspector/', 'GET'],
    ['a type that no page has', 'app://inspector/notes.txt', 'GET'],
    ['a way out', 'app://inspector/..%2findex.html', 'GET'],
    ['another host', 'app://evil/index.html', 'GET'],
    ['anything but reading', pageUrl, 'POST'],
  ])('is nothing for %s', async (_, url, method) => {
    const response = await ask(url, { method });
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

it('the scheme is a secure one without privileges to fetch or to get around the policy', () => {
  declareAppScheme();
  expect(protocol.registerSchemesAsPrivileged).toHaveBeenCalledExactlyOnceWith([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
  ]);
});
