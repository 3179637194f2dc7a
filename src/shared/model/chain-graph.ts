import type { CertificateSummary } from './certificate.ts';
import type { ChainFailure, Purpose } from './chain.ts';
import type { EpochMs } from './time.ts';

/** Where a certificate is trusted: the lab's CA, CAs that a person brought, or those of the system. */
export type TrustStore = 'lab' | 'own' | 'system';

/** What a link of a chain is examined for, in the order in which it is told. */
export type LinkAspect =
  | 'name'
  | 'key-identifier'
  | 'signature'
  | 'authority'
  | 'path-length'
  | 'name-constraints'
  | 'purpose'
  | 'policy'
  | 'validity'
  | 'strength'
  | 'extensions';

/** One reason why a link holds or fails. A `note` says something that proves nothing. */
export interface LinkReason {
  readonly aspect: LinkAspect;
  readonly outcome: 'pass' | 'note' | 'fail';
  readonly message: string;
  /** `RFC 5280 §6.1.3 (a) (1)`; null for what is our own policy. */
  readonly citation: string | null;
}

/** A certificate of the graph, or an issuer that is not at hand. */
export interface ChainNode {
  /** The fingerprint; `missing:` and the name of an issuer that is not at hand. */
  readonly id: string;
  readonly role: 'end' | 'intermediate' | 'root' | 'missing';
  /** What a person calls it. */
  readonly label: string;
  /** null for an issuer that is not at hand. */
  readonly summary: CertificateSummary | null;
  /** Where it is trusted; in no store, it is no trust anchor. */
  readonly trustedIn: readonly TrustStore[];
  /** Links from the nearest end certificate up to here: the row in which it is drawn, 0 at the bottom. */
  readonly rank: number;
  /** What is to be said of the certificate by itself. */
  readonly reasons: readonly LinkReason[];
}

/** That one certificate issued another, or does not although it bears the name. */
export interface ChainGraphLink {
  /** `SUBJECT>ISSUER`, of the ids of its nodes. */
  readonly id: string;
  readonly subject: string;
  readonly issuer: string;
  /** As in the best chain that it is part of; of a link that no chain takes, by itself. */
  readonly outcome: 'pass' | 'fail';
  readonly reasons: readonly LinkReason[];
}

/** One step of a chain: a certificate, and what holds or fails between it and the one above it. */
export interface ChainStep {
  /** The id of a node. */
  readonly certificate: string;
  readonly outcome: 'pass' | 'fail';
  /** In a sentence. */
  readonly message: string;
  /** The link to the certificate above; empty for the last. */
  readonly reasons: readonly LinkReason[];
}

/** One way from an end certificate upwards, that holds or does not. */
export interface GraphChain {
  readonly end: string;
  readonly holds: boolean;
  readonly reachesAnchor: boolean;
  /** The first thing that keeps it from holding. */
  readonly failure: ChainFailure | null;
  /** The end certificate first. */
  readonly steps: readonly ChainStep[];
}

/** All chains that can be built, as they are drawn: loops and cross-signed CAs included. */
export interface ChainGraph {
  readonly at: EpochMs;
  readonly purpose: Purpose;
  readonly nodes: readonly ChainNode[];
  readonly links: readonly ChainGraphLink[];
  /** Of each end certificate those that hold first. */
  readonly chains: readonly GraphChain[];
  /** What was left out where there is too much; null where the graph is whole. */
  readonly leftOut: string | null;
}
