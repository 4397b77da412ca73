import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';
import { photoUrlPrefix, type PhotoCache } from '../photo/photo-cache';

/** Where the page lives: one host on a scheme of our own, so that no file:// privilege is in play. */
export const pageUrl = 'app://inspector/index.html';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The page runs its own files and reaches nothing else: https://www.electronjs.org/docs/latest/tutorial/security#7-define-a-content-security-policy */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  // Svelte makes its templates from HTML text of its own; nothing else may.
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html',
].join('; ');

const protection = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
};

const found = (body: Uint8Array<ArrayBuffer>, contentType: string) =>
  new Response(body, { headers: { ...protection, 'content-type': contentType } });

const notFound = () => new Response(null, { status: 404, headers: protection });

/** Has to run before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/**
 * Serves the built page and the photos on it.
 *
 * @param root the folder that holds it; nothing outside it is served
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
  const file = fileOf(url, root);
  const contentType = file === null ? undefined : contentTypes[extname(file)];
  if (file === null || contentType === undefined) return notFound();
  try {
    return found(await readFile(file), contentType);
  } catch {
    return notFound();
  }
}

/** The file that a URL names, or null where it names another host or leaves the folder. */
export function fileOf(url: string, root: string): string | null {
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
