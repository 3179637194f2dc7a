import { isSameOctets } from '#pki/octets.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { end, pass, type Rule, type Step, skip, type Workings } from './profile.ts';
import { buildChain, hasOcspSigning, readableEmbedded, subjectText } from './signers.ts';
import { idHashOf, isSameIssuerId, namesIssuer } from './singles.ts';

/** What a caller hands to OpenSSL's `OCSP_basic_verify`, by the names of its flags. */
export interface BasicVerifyCall {
  /** Certificates of the caller, in which the signer is looked for first. */
  readonly certs: readonly Certificate[];
  readonly flags: ReadonlySet<BasicVerifyFlag>;
  /** A root that was given explicit trust for OCSPSigning (`x509 -addtrust`). */
  readonly hasExplicitTrust: boolean;
}

/** The flags that change the verdict. */
export type BasicVerifyFlag =
  | 'OCSP_NOVERIFY'
  | 'OCSP_NOSIGS'
  | 'OCSP_NOINTERN'
  | 'OCSP_NOCHECKS'
  | 'OCSP_TRUSTOTHER'
  | 'OCSP_NOEXPLICIT'
  | 'OCSP_PARTIAL_CHAIN';

/** What comes of a stage that does not hold; a caller may try again. */
export type Refusal = (workings: Workings, found: string) => Step;

const refuse: Refusal = (_, found) => end('X', found);

/** The stages of `OCSP_basic_verify`, each a rule by the name of its function. */
export function basicVerifyRules(
  call: (workings: Workings) => BasicVerifyCall,
  refusal: Refusal = refuse,
): readonly Rule[] {
  return [
    {
      id: 'ocsp_find_signer',
      words:
        "The responderID picks the signer among the caller's certificates, then those embedded.",
      check: 'signer-identified',
      run: (workings) => {
        const found = findSigner(workings, call(workings));
        if (found === null) return refusal(workings, 'signer certificate not found');
        workings.signer = found.certificate;
        const isBlind = found.isOther && call(workings).flags.has('OCSP_TRUSTOTHER');
        if (isBlind && workings.subject.isSignedBy(found.certificate)) workings.isVerified = true;
        const how = isBlind ? ', trusted without a look at it' : '';
        return pass(`${subjectText(found.certificate)}${how}.`);
      },
    },
    {
      id: 'OCSP_BASICRESP_verify',
      words: "The signer's key verifies the signature; MD5, SHA-1 and PSS are accepted.",
      check: 'signature',
      run: (workings) => {
        if (workings.isVerified) return pass('The signature verifies.');
        if (call(workings).flags.has('OCSP_NOSIGS')) return skip('Signatures are not verified.');
        const { signer, subject } = workings;
        return signer !== null && subject.isSignedBy(signer)
          ? pass('The signature verifies.')
          : refusal(workings, 'signature failure');
      },
    },
    {
      id: 'ocsp_verify_signer',
      words: 'The signer leads to a trusted root as an X.509 chain, now.',
      check: 'signer-validity',
      run: (workings) => verifySigner(workings, call(workings), refusal),
    },
    {
      id: 'ocsp_check_issuer',
      words:
        'The signer is the issuer that every CertID names, or a certificate with OCSPSigning directly below it; else the root needs explicit trust.',
      check: 'signer-authorized',
      run: (workings) => checkIssuer(workings, call(workings), refusal),
    },
  ];
}

/** Whether a whole call succeeds; for a caller that tries again. */
export function basicVerifySucceeds(workings: Workings, call: BasicVerifyCall): boolean {
  const own: Workings = { ...workings, isVerified: false, signer: null };
  return basicVerifyRules(() => call).every((rule) => rule.run(own).outcome !== 'end');
}

/** Whether a call takes a signer of the caller's own without a look at it. */
function findSigner(
  { subject }: Workings,
  { certs, flags }: BasicVerifyCall,
): { certificate: Certificate; isOther: boolean } | null {
  const other = certs.find((certificate) => subject.names(certificate));
  if (other !== undefined) return { certificate: other, isOther: true };
  if (flags.has('OCSP_NOINTERN')) return null;
  const embedded = readableEmbedded(subject).find((certificate) => subject.names(certificate));
  return embedded === undefined ? null : { certificate: embedded, isOther: false };
}

function verifySigner(workings: Workings, call: BasicVerifyCall, refusal: Refusal): Step {
  if (workings.isVerified) return skip('It is trusted already.');
  if (call.flags.has('OCSP_NOVERIFY')) return skip('The signer is not verified.');
  const chain = chainOf(workings, call);
  if (chain === null || chain.failure === null) return pass('Its chain holds.');
  return refusal(workings, `certificate verify error: ${chain.failure}`);
}

function chainOf({ subject, signer, at }: Workings, { certs, flags }: BasicVerifyCall) {
  if (signer === null) return null;
  return buildChain(signer, {
    helpers: [...readableEmbedded(subject), ...certs],
    anchors: subject.anchors,
    at,
    partial: flags.has('OCSP_PARTIAL_CHAIN'),
  });
}

function checkIssuer(workings: Workings, call: BasicVerifyCall, refusal: Refusal): Step {
  if (workings.isVerified) return skip('It is trusted already.');
  if (call.flags.has('OCSP_NOVERIFY') || call.flags.has('OCSP_NOCHECKS')) {
    return skip('The issuer is not checked.');
  }
  const path = chainOf(workings, call)?.path ?? [];
  const verdict = issuerVerdict(workings, path);
  if (verdict === 'authorized') return pass('It answers for the issuer.');
  if (verdict !== 'not-authorized') return refusal(workings, verdict);
  if (call.flags.has('OCSP_NOEXPLICIT')) return refusal(workings, 'the issuer does not match');
  return call.hasExplicitTrust
    ? pass('The root is trusted for OCSPSigning explicitly.')
    : refusal(workings, 'root ca not trusted: the signer is neither the issuer nor its delegate');
}

/** `ocsp_check_issuer`: by the issuer that all CertIDs share, or by each where their hashes differ. */
function issuerVerdict({ subject }: Workings, path: readonly Certificate[]): string {
  const ids = (subject.basic?.responses ?? []).map(({ certId }) => certId);
  const [first, ...others] = ids;
  const [signer, above] = path;
  if (first === undefined || signer === undefined) return 'response contains no revocation data';
  const differing = others.find((id) => !isSameIssuerId(first, id));
  if (differing !== undefined && differing.hashAlgorithm.oid === first.hashAlgorithm.oid) {
    return 'not-authorized';
  }
  const wanted = differing === undefined ? [first] : ids;
  if (wanted.some((id) => idHashOf(id) === null)) return 'unknown message digest';
  const isNamed = (certificate: Certificate) => wanted.every((id) => namesIssuer(id, certificate));
  if (above !== undefined && isNamed(above)) {
    return hasOcspSigning(signer) ? 'authorized' : 'not-authorized';
  }
  return isNamed(signer) ? 'authorized' : 'not-authorized';
}

/** Whether two certificates are the same octets. */
export function isSameCertificate(a: Certificate, b: Certificate): boolean {
  return a === b || isSameOctets(a.der, b.der);
}
