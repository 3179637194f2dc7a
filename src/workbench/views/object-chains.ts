import { rootsAmong } from '#inspect/chain-graph/all-chains.ts';
import { chainGraph } from '#inspect/chain-graph/chain-graph.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { ChainGraph, TrustStore } from '#shared/model/chain-graph.ts';
import type { ChainQuestion } from '#shared/model/object-view.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { systemRoots } from '../objects/system-roots.ts';

/** What chains are built from: all that is loaded, and the CAs that may be trusted. */
export interface ChainSources {
  readonly loaded: () => readonly Certificate[];
  /** The lab's CAs, its root first. */
  readonly labCas: () => readonly Certificate[];
  readonly now: () => EpochMs;
}

/** Every chain of a loaded certificate. */
export function drawChains(
  end: Certificate,
  { at, purpose, stores }: ChainQuestion,
  { loaded, labCas, now }: ChainSources,
): ChainGraph {
  const own = loaded();
  const certificates = stores.includes('lab') ? [...own, ...labCas()] : own;
  const trusted: Readonly<Record<TrustStore, () => readonly Certificate[]>> = {
    lab: () => rootsAmong(labCas()),
    own: () => rootsAmong(own),
    system: systemRoots,
  };
  return chainGraph({
    certificates,
    ends: [end],
    trust: stores.map((store) => ({ store, certificates: trusted[store]() })),
    at: at ?? now(),
    purpose,
  });
}
