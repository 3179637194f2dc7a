import type { SuccessCriterion } from '#shared/model/matrix-run.ts';
/** How the target's own certificate is trusted: by CAs, or by what it showed at first. */
export type TargetTrust =
  | { readonly by: 'cas'; readonly pem: string }
  | { readonly by: 'first-use' };

/** A server that is tried, and how. */
export interface MatrixTarget {
  /** What the report calls it. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly method: 'GET' | 'HEAD' | 'POST' | 'OPTIONS';
  /** Where to connect, where that is not the host of the URL; null follows the URL. */
  readonly connectTo: { readonly host: string; readonly port: number } | null;
  /** The name in TLS; null takes the host of the URL. */
  readonly serverName: string | null;
  readonly hostHeader: string | null;
  readonly trust: TargetTrust;
  readonly tls: 'any' | 'TLSv1.2' | 'TLSv1.3';
  /** null learns it from the control. */
  readonly success: SuccessCriterion | null;
}

/** The URL of a target, as a person would type it. */
export function urlOf({ host, port, path }: MatrixTarget): string {
  return `https://${host.includes(':') ? `[${host}]` : host}:${port}${path}`;
}
