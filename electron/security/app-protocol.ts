import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';
import { photoUrlPrefix, type PhotoCache } from '../photo/photo-cache';

/**
 * The renderer's URL. A custom scheme has none of the privileges of `file:` URLs, such as reading
 * files.
 */
export const pageUrl = 'app://inspector/index.html';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * The renderer loads only its own files and has no network access:
 * https://www.electronjs.org/docs/latest/tutorial/security#7-define-a-content-security-policy
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  // Only Svelte may turn strings into HTML, which it does under this name to create its templates.
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html',
].join('; ');

const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
};

const found = (body: Uint8Array<ArrayBuffer>, contentType: string) =>
  new Response(body, { headers: { ...securityHeaders, 'content-type': contentType } });

const notFound = () => new Response(null, { status: 404, headers: securityHeaders });

/** Must run before the app's `ready` event. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/**
 * Serves the built renderer and the cached photos over `app://`.
 *
 * @param root the folder of the built renderer; files outside it are not served
 */
export function serveApp(root: string, photos: Pick<PhotoCache, 'read'>): void {
  protocol.handle('app', ({ method, url }) => {
    if (method !== 'GET') return notFound();
    return url.startsWith(photoUrlPrefix) ? servePhoto(url, photos) : serveFile(url, root);
  });
}

async function servePhoto(url: string, photos: Pick<PhotoCache, 'read'>): Promise<Response> {
  const photo = await photos.read(url);
  return photo === null ? notFound() : found(photo.bytes, photo.contentType);
}

async function serveFile(url: string, root: string): Promise<Response> {
  const file = resolveFile(url, root);
  const contentType = file === null ? undefined : contentTypes[extname(file)];
  if (file === null || contentType === undefined) return notFound();
  try {
    return found(await readFile(file), contentType);
  } catch {
    return notFound();
  }
}

/** The path of the file for a URL; null if the URL has another host or leads out of the folder. */
export function resolveFile(url: string, root: string): string | null {
  const { host, pathname } = new URL(url);
  if (host !== new URL(pageUrl).host) return null;
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  const file = normalize(join(root, path));
  return file.startsWith(root + sep) && !path.includes('\0') ? file : null;
}
