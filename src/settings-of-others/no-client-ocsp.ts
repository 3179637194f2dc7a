import type { Policy } from '#shared/model/policy.ts';
import type { PolicyField } from '#shared/model/settings-of-others.ts';
import type { ProductDefault } from './draft.ts';

const noOcsp: Partial<Policy> = { ocsp: 'not-enabled' };

/** What is to be said of a product that never asks a responder about its clients. */
export function withoutClientOcsp(product: string): readonly ProductDefault[] {
  const silent: readonly PolicyField[] = [
    'responderUri',
    'responderCertificate',
    'fallback',
    'hash',
    'method',
    'nonce',
    'nonceLength',
    'totalTimeoutMs',
    'skewSeconds',
    'maxAgeSeconds',
    'cache',
  ];
  const says = `${product} has no client OCSP, so there is nothing that it could say here.`;
  return [
    {
      field: 'ocsp',
      kind: 'assumed',
      policy: noOcsp,
      says: `${product} never asks a responder about a client's certificate.`,
    },
    ...silent.map((field) => ({ field, kind: 'silent' as const, policy: {}, says })),
  ];
}
