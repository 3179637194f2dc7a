import { compareKeyIdentifiers, notIssued } from '#engine/judge/chain/dead-end.ts';
import { describeLinkFailure } from '#engine/judge/chain/link-text.ts';
import { checkCriticalExtensions } from '#engine/judge/chain/rules/critical-extensions.ts';
import { checkIssuerIsCa } from '#engine/judge/chain/rules/issuer-is-ca.ts';
import { checkNames } from '#engine/judge/chain/rules/names.ts';
import { checkPathLength } from '#engine/judge/chain/rules/path-length.ts';
import { checkPolicies } from '#engine/judge/chain/rules/policies.ts';
import { checkPurpose } from '#engine/judge/chain/rules/purpose.ts';
import { checkReadable } from '#engine/judge/chain/rules/readable.ts';
import type { LinkRule, PathDemand, PathLink } from '#engine/judge/chain/rules/rule.ts';
import { checkStrength } from '#engine/judge/chain/rules/strength.ts';
import { checkValidity } from '#engine/judge/chain/rules/validity.ts';
import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { examineIssuance, isIssuerName } from '#pki/x509/issuance.ts';
import { identifySignatureAlgorithm } from '#pki/x509/signature-algorithm.ts';
import type { LinkAspect, LinkReason } from '#shared/model/chain-graph.ts';
import { toRfc3339 } from '#shared/model/time.ts';

/** A path, and the place in it of the certificate whose link upwards is asked about. */
export interface LinkInPath {
  readonly path: readonly Certificate[];
  readonly depth: number;
  readonly reachesAnchor: boolean;
  readonly demand: PathDemand;
}

const citations: Readonly<Record<LinkAspect, string | null>> = {
  name: 'RFC 5280 §6.1.3 (a) (4)',
  'key-identifier': 'RFC 5280 §4.2.1.1',
  signature: 'RFC 5280 §6.1.3 (a) (1)',
  authority: 'RFC 5280 §6.1.4 (k) and (n)',
  'path-length': 'RFC 5280 §6.1.4 (m)',
  'name-constraints': 'RFC 5280 §6.1.3 (b) and (c)',
  purpose: 'RFC 5280 §4.2.1.12',
  policy: 'RFC 5280 §6.1.3 (f)',
  validity: 'RFC 5280 §6.1.3 (a) (2)',
  strength: null,
  extensions: 'RFC 5280 §6.1.4 (o)',
};

/** Why the link from a certificate to the one above it in a path holds, and why it fails: every aspect is told. */
export function reasonsOfLink(link: LinkInPath): readonly LinkReason[] {
  const { path, depth } = link;
  const [subject, issuer] = [path[depth], path[depth + 1]];
  if (subject === undefined || issuer === undefined) return [];
  const ofIssuer = { place: placeOf(link, depth + 1, issuer), whose: 'Issuer: ' } as const;
  return [
    nameReason(subject, issuer),
    keyIdentifierReason(subject, issuer),
    signatureReason(subject, issuer),
    ruled('authority', checkIssuerIsCa, {
      ...ofIssuer,
      otherwise: 'The issuer is a CA that may sign certificates',
    }),
    ruled('path-length', checkPathLength, { ...ofIssuer, otherwise: pathLengthText(issuer) }),
    ruled('name-constraints', checkNames, {
      place: placeOf(link, depth, subject),
      whose: '',
      otherwise: constraintsText(path.slice(depth + 1)),
    }),
    ...purposeReasons(ofIssuer.place),
    ...policyReasons(link),
    ruled('validity', checkValidity, {
      ...ofIssuer,
      otherwise: `The issuer is valid until ${toRfc3339(issuer.notAfter)}`,
    }),
    ...broken(ofIssuer.place, ofIssuer.whose),
  ];
}

/** What is to be said of an end certificate, or of any other, by itself. */
export function reasonsOfCertificate(
  certificate: Certificate,
  demand: PathDemand,
  place: 'end' | 'above',
): readonly LinkReason[] {
  const depth = place === 'end' ? 0 : 1;
  const path = [certificate, certificate].slice(0, depth + 1);
  const here: PathLink = { certificate, depth, path, isAnchor: false, demand };
  const { notAfter } = certificate;
  const valid = `Valid until ${toRfc3339(notAfter)}`;
  const purpose = checkPurpose(here);
  return [
    ruled('validity', checkValidity, { place: here, whose: '', otherwise: valid }),
    ...(purpose === null ? [] : [reason('purpose', 'fail', describeLinkFailure(purpose))]),
    ...broken(here, ''),
  ];
}

function placeOf(
  { path, reachesAnchor, demand }: LinkInPath,
  depth: number,
  certificate: Certificate,
): PathLink {
  const isAnchor = reachesAnchor && depth === path.length - 1;
  return { certificate, depth, path, isAnchor, demand };
}

/** An issuer that is not at hand. */
export function missingReason(subject: Certificate): LinkReason {
  const message = `The certificate of its issuer ${subject.facts.issuerText} is not at hand`;
  return reason('name', 'fail', message);
}

function reason(aspect: LinkAspect, outcome: LinkReason['outcome'], message: string): LinkReason {
  return { aspect, outcome, message, citation: citations[aspect] };
}

/** Whose fault a failure is: the sentence begins with it. */
type Whose = 'Issuer: ' | '';

/** What a rule says of one certificate in a path, with the words for where it is kept. */
interface Ruled {
  readonly place: PathLink;
  readonly whose: Whose;
  readonly otherwise: string;
}

function ruled(aspect: LinkAspect, rule: LinkRule, { place, whose, otherwise }: Ruled): LinkReason {
  const failure = rule(place);
  if (failure === null) return reason(aspect, 'pass', otherwise);
  return reason(aspect, 'fail', `${whose}${describeLinkFailure(failure)}`);
}

/** Rules that are told of only where they are broken. */
function broken(place: PathLink, whose: Whose): readonly LinkReason[] {
  const rules = [
    ['strength', checkStrength],
    ['extensions', checkReadable],
    ['extensions', checkCriticalExtensions],
  ] as const;
  return rules.flatMap(([aspect, rule]) => {
    const failure = rule(place);
    return failure === null
      ? []
      : [reason(aspect, 'fail', `${whose}${describeLinkFailure(failure)}`)];
  });
}

function nameReason(subject: Certificate, issuer: Certificate): LinkReason {
  if (isSameOctets(subject.issuer, issuer.subject)) {
    return reason('name', 'pass', 'The name of its issuer is the subject of the issuer');
  }
  const { issuerText } = subject.facts;
  return isIssuerName(subject, issuer)
    ? reason(
        'name',
        'pass',
        'The name of its issuer is the subject of the issuer, written otherwise',
      )
    : reason(
        'name',
        'fail',
        `Its issuer is called ${issuerText}, this certificate ${issuer.facts.subjectText}`,
      );
}

function keyIdentifierReason(subject: Certificate, issuer: Certificate): LinkReason {
  switch (compareKeyIdentifiers(subject, issuer)) {
    case 'same':
      return reason('key-identifier', 'pass', 'Its authorityKeyIdentifier names this key');
    case 'different':
      return reason('key-identifier', 'note', 'Its authorityKeyIdentifier names another key');
    case 'unknown':
      return reason('key-identifier', 'note', 'One of them has no key identifier to compare');
  }
}

function signatureReason(subject: Certificate, issuer: Certificate): LinkReason {
  const { name } = identifySignatureAlgorithm(subject.signatureAlgorithm);
  const issuance = examineIssuance(subject, issuer);
  if (issuance === 'other-name') {
    return reason('signature', 'note', 'Not verified, as the names differ');
  }
  const failure = notIssued(subject, issuer, issuance);
  return failure === null
    ? reason('signature', 'pass', `Its signature verifies with the key of the issuer, ${name}`)
    : reason('signature', 'fail', describeLinkFailure(failure));
}

function pathLengthText({ facts }: Certificate): string {
  const { basicConstraints } = facts.extensions;
  const limit = basicConstraints.ok ? (basicConstraints.value?.pathLen ?? null) : null;
  if (limit === null) return 'The issuer has no path length limit';
  return `No more CAs below the issuer than the ${limit} that it allows`;
}

function constraintsText(above: readonly Certificate[]): string {
  const constrains = ({ facts }: Certificate) =>
    facts.extensions.nameConstraints.ok && facts.extensions.nameConstraints.value !== null;
  return above.some(constrains)
    ? 'The CAs above allow its names'
    : 'No CA above has name constraints';
}

function purposeReasons(place: PathLink): readonly LinkReason[] {
  const { purpose } = place.demand;
  if (purpose === 'any') return [];
  const otherwise = `The issuer may issue for a ${purpose}`;
  return [ruled('purpose', checkPurpose, { place, whose: 'Issuer: ', otherwise })];
}

function policyReasons({ path, depth, reachesAnchor }: LinkInPath): readonly LinkReason[] {
  const missing = reachesAnchor ? checkPolicies(path) : null;
  return missing?.depth === depth
    ? [reason('policy', 'fail', describeLinkFailure(missing.failure))]
    : [];
}
