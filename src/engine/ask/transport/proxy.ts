import { request } from 'node:http';
import type { Socket } from 'node:net';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { TransportError } from '#shared/model/transport.ts';

/** An HTTP proxy from the settings. */
export interface HttpProxy {
  /** Without user name and password: what may be shown. */
  readonly label: string;
  readonly host: string;
  readonly port: number;
  /** Value of Proxy-Authorization (RFC 7617); null where the setting names no user. Never recorded. */
  readonly authorization: string | null;
}

/** Reads the proxy setting: `http://[user:password@]host[:port]`, or `host:port`. */
export function parseProxy(setting: string): Result<HttpProxy, TransportError> {
  const text = setting.trim();
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(full)) {
    return err({ code: 'proxy-failed', proxy: 'setting', detail: 'the setting is not a URL' });
  }
  const url = new URL(full);
  const label = url.host;
  if (url.protocol !== 'http:') {
    const detail = `${url.protocol.slice(0, -1)} proxies are not supported, only http`;
    return err({ code: 'proxy-failed', proxy: label, detail });
  }
  return ok({
    label,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 80 : Number(url.port),
    authorization: url.username === '' ? null : basicCredentials(url),
  });
}

/** User name and password of a URL, whose escapes are undone where they are well formed. */
function basicCredentials({ username, password }: URL): string {
  const [user, secret] = [username, password].map((part) =>
    part.replace(/(?:%[0-9a-f]{2})+/gi, (escaped) =>
      Buffer.from(escaped.replaceAll('%', ''), 'hex').toString('utf8'),
    ),
  );
  return `Basic ${Buffer.from(`${user}:${secret}`, 'utf8').toString('base64')}`;
}

/** Asks a proxy, over a connection to it, for a tunnel to `authority` (`host:port`; RFC 9110 §9.3.6). */
export function openTunnel(
  socket: Socket,
  { proxy, authority }: { readonly proxy: HttpProxy; readonly authority: string },
  signal: AbortSignal,
): Promise<Result<Socket, TransportError>> {
  return new Promise((resolve) => {
    const connecting = request({
      method: 'CONNECT',
      path: authority,
      createConnection: () => socket,
      headers: {
        Host: authority,
        ...(proxy.authorization === null ? {} : { 'Proxy-Authorization': proxy.authorization }),
      },
    });
    const settle = (result: Result<Socket, TransportError>) => {
      signal.removeEventListener('abort', abandon);
      if (!result.ok) {
        connecting.destroy();
        socket.destroy();
      }
      resolve(result);
    };
    const fail = (detail: string) =>
      settle(err({ code: 'proxy-failed', proxy: proxy.label, detail }));
    const abandon = () => settle(err({ code: 'cancelled' }));
    signal.addEventListener('abort', abandon);
    connecting.on('error', (error) => fail(error.message));
    connecting.once('response', ({ statusCode = 0 }) => fail(describeRefusal(statusCode)));
    connecting.once('connect', ({ statusCode = 0 }) => {
      if (statusCode >= 200 && statusCode < 300) settle(ok(socket));
      else fail(describeRefusal(statusCode));
    });
    connecting.end();
    if (signal.aborted) abandon();
  });
}

/** Whether an HTTP answer is the proxy's own refusal and not the responder's; null if it is not. */
export function proxyRefusal(status: number, proxy: HttpProxy | null): TransportError | null {
  if (proxy === null || status !== 407) return null;
  return { code: 'proxy-failed', proxy: proxy.label, detail: describeRefusal(status) };
}

/** What a proxy that does not pass a request on means by it. */
function describeRefusal(status: number): string {
  if (status === 407) return 'it asks for a user name and password (HTTP 407)';
  return `it answered HTTP ${status}`;
}
