import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';

/** The window's own scheme: no file system behind it but the built renderer. */
export const appScheme = 'app';

/** The only page there is. */
export const appPage = `${appScheme}://revoscope/index.html`;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.map': 'application/json',
};

const noncePlaceholder = '__CSP_NONCE__';

/** Must run before the application is ready: a standard, secure origin of its own. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/**
 * Serves the built renderer from `root`, the page with a fresh style nonce in it and in its policy, and in the
 * colours in which it is to be painted first.
 */
export function serveApp(root: string, theme: () => 'system' | 'light' | 'dark'): void {
  protocol.handle(appScheme, async (request) => {
    const url = new URL(request.url);
    const path = normalize(join(root, decodeURIComponent(url.pathname)));
    const contentType = contentTypes[extname(path)];
    if (url.host !== 'revoscope' || !path.startsWith(root + sep) || contentType === undefined) {
      return new Response('not found', { status: 404 });
    }
    try {
      const body = await readFile(path);
      return extname(path) === '.html'
        ? pageResponse(
            body.toString('utf8').replace('data-theme="system"', `data-theme="${theme()}"`),
          )
        : fileResponse(body, contentType);
    } catch {
      // Whatever keeps the file from being read, the page learns no more than that it is not there.
      return new Response('not found', { status: 404 });
    }
  });
}

function pageResponse(html: string): Response {
  const nonce = randomBytes(18).toString('base64');
  return new Response(html.replaceAll(noncePlaceholder, nonce), {
    headers: {
      'Content-Type': contentTypes['.html'] ?? '',
      'Content-Security-Policy': contentSecurityPolicy(nonce),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    },
  });
}

function fileResponse(body: Buffer, contentType: string): Response {
  const headers = { 'Content-Type': contentType, 'X-Content-Type-Options': 'nosniff' };
  return new Response(new Uint8Array(body), { headers });
}

/** Nothing from outside, no inline script, no string turned into script, styles only with this page's nonce. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}
