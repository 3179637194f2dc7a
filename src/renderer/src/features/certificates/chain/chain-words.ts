import type {
  ChainGraphLink,
  ChainNode,
  LinkAspect,
  LinkReason,
  TrustStore,
} from '#shared/model/chain-graph.ts';

const aspectNames: Readonly<Record<LinkAspect, string>> = {
  name: 'name',
  'key-identifier': 'key identifier',
  signature: 'signature',
  authority: 'authority',
  'path-length': 'path length',
  'name-constraints': 'name constraints',
  purpose: 'purpose',
  policy: 'policies',
  validity: 'validity',
  strength: 'strength',
  extensions: 'extensions',
};

/** What a link was examined for, in a word or two. */
export function aspectWords(aspect: LinkAspect): string {
  return aspectNames[aspect];
}

/** The stores as a person names them. */
export const storeNames: Readonly<Record<TrustStore, string>> = {
  lab: 'Lab',
  own: 'Own',
  system: 'System',
};

const roleNames: Readonly<Record<ChainNode['role'], string>> = {
  end: 'asked about',
  intermediate: 'CA',
  root: 'self-signed',
  missing: 'not at hand',
};

/** `self-signed · trusted (lab)`. */
export function nodeWords({ role, trustedIn }: ChainNode): string {
  const trust =
    trustedIn.length === 0
      ? null
      : `trusted (${trustedIn.map((store) => storeNames[store].toLowerCase()).join(', ')})`;
  return [roleNames[role], trust].filter((word) => word !== null).join(' · ');
}

/** The aspects that fail, without doubles. */
export function failedAspects(reasons: readonly LinkReason[]): readonly string[] {
  return aspectsOf(reasons, 'fail');
}

/** What a link is labelled with: whether it holds, and by what. */
export function linkLabel({ issuer, outcome, reasons }: ChainGraphLink): readonly [string, string] {
  if (issuer.startsWith('missing:')) return ['✗ not at hand', 'no certificate of this name'];
  if (outcome === 'fail') return ['✗ does not hold', failedAspects(reasons).join(', ')];
  const passed = aspectsOf(reasons, 'pass');
  const [first, second, third, ...others] = passed;
  const named = [first, second, third].filter((word) => word !== undefined).join(', ');
  return ['✓ holds', others.length === 0 ? named : `${named}, +${others.length}`];
}

function aspectsOf(
  reasons: readonly LinkReason[],
  wanted: LinkReason['outcome'],
): readonly string[] {
  const found = reasons.filter(({ outcome }) => outcome === wanted);
  return [...new Set(found.map(({ aspect }) => aspectNames[aspect]))];
}
