import type { Policy } from './policy.ts';

/** Programs whose configuration can be read and written, in the order in which they are offered. */
export const productIds = [
  'nginx',
  'apache',
  'tomcat',
  'stunnel',
  'keycloak',
  'haproxy',
  'envoy',
  'netscaler',
  'f5',
] as const;

export type ProductId = (typeof productIds)[number];

/** What people call the products. */
export const productNames: Readonly<Record<ProductId, string>> = {
  nginx: 'nginx',
  apache: 'Apache httpd',
  tomcat: 'Tomcat (JSSE)',
  stunnel: 'stunnel',
  keycloak: 'Keycloak',
  haproxy: 'HAProxy',
  envoy: 'Envoy',
  netscaler: 'NetScaler',
  f5: 'F5 BIG-IP',
};

/** One file of a configuration, as text. */
export interface SettingsFile {
  readonly name: string;
  readonly text: string;
}

/** Where something stands: the file, the line counted from 1, and what is written there. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export type PolicyField = keyof Policy;

/** One thing that an import has to say. */
export interface ImportEntry {
  /** null where nothing is written: a default, or what cannot be written at all. */
  readonly origin: Origin | null;
  /** The part of the policy that it is about; null where there is none. */
  readonly field: PolicyField | null;
  readonly says: string;
}

/** A server, virtual host, service or listener that a configuration holds. */
export interface ServerChoice {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** The policy that a configuration means, and how far that can be trusted. */
export interface ImportedSettings {
  readonly product: ProductId;
  /** The version whose defaults were taken. */
  readonly version: string;
  /** null where the configuration has no such parts. */
  readonly chosen: ServerChoice | null;
  readonly choices: readonly ServerChoice[];
  readonly policy: Policy;
  /** Theirs, and ours. */
  readonly mapped: readonly ImportEntry[];
  /** Not written: the product's default. */
  readonly assumed: readonly ImportEntry[];
  /** Theirs, with no field here. */
  readonly lost: readonly ImportEntry[];
  /** Ours, with no words there: what the product does. */
  readonly silent: readonly ImportEntry[];
  readonly warnings: readonly ImportEntry[];
}

/** Why a configuration could not be imported. */
export type ImportError =
  | { readonly code: 'product-not-recognised' }
  | { readonly code: 'text-too-large'; readonly characters: number; readonly limit: number }
  | {
      readonly code: 'server-not-found';
      readonly wanted: string;
      readonly choices: readonly ServerChoice[];
    };

/** A policy in the words of a product. */
export interface ExportedSettings {
  readonly product: ProductId;
  readonly version: string;
  /** The snippet, with comments on what it cannot say. */
  readonly text: string;
  /** What of the policy the product has no words for. */
  readonly notSaid: readonly { readonly field: PolicyField; readonly says: string }[];
}
