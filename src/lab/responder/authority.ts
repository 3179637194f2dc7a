import { createHash, sign } from 'node:crypto';
import { certIdHashOf } from '#pki/ocsp/cert-id.ts';
import type { CertId } from '#pki/ocsp/types.ts';
import type { AlgorithmIdentifier, Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import type {
  LabCertificateStatus,
  ResponderBehaviour,
  ResponderSigner,
} from '#shared/model/lab.ts';
import type { CertIdHash } from '#shared/model/ocsp.ts';
import { labIds } from '../ca/first-certificates.ts';
import type { LabCa } from '../ca/lab-ca.ts';
import { derOf } from '../ca/lab-certificate.ts';
import type { LabRecord, LabState } from '../ca/lab-state.ts';

/** A key that signs answers, with the certificate that goes with it. */
export interface AnswerSigner {
  readonly certificate: Certificate;
  /** DER of the certificates that the answer carries; none where the CA itself signs. */
  readonly enclosed: readonly Uint8Array[];
  readonly algorithm: AlgorithmIdentifier;
  readonly sign: (data: Uint8Array) => Uint8Array;
}

/** A certificate that the responder has a word on. */
export interface KnownCertificate {
  readonly name: string;
  /** Lower-case hex. */
  readonly serialNumber: string;
  readonly status: LabCertificateStatus;
  /** How to answer for this certificate; null as for all. */
  readonly behaviour: ResponderBehaviour | null;
}

/** What a responder knows and may sign with, as of one moment. */
export interface ResponderAuthority {
  readonly behaviour: ResponderBehaviour;
  /** DER of the CAs' certificates, for those who follow caIssuers. */
  readonly certificates: Readonly<Record<CaName, Uint8Array>>;
  /** The CA that a CertID names; null where this responder does not answer for it. */
  caOf(certId: CertId): CaAuthority | null;
  /** The same serial number in the name of a CA for which this responder does not answer. */
  misattribute(certId: CertId): CertId;
}

/** What the responder may say in the name of one CA. */
export interface CaAuthority {
  readonly name: CaName;
  find(serialNumber: string): KnownCertificate | null;
  /** Another client that is good, or the proper delegate where there is none. */
  another(serialNumber: string): KnownCertificate | null;
  signer(choice: ResponderSigner | 'unissued'): AnswerSigner;
}

/** The CAs for which the lab's responders answer. */
export type CaName = 'issuing' | 'root';

const caNames: readonly CaName[] = ['issuing', 'root'];

/** Who speaks for a CA by right. */
const ownSigners = {
  issuing: { ca: labIds.issuing, delegate: labIds.responder },
  root: { ca: labIds.root, delegate: labIds.rootResponder },
} as const;

/** Who speaks without: for the root, nobody gave the issuing CA's delegates any right at all. */
const wrongSigners = {
  'delegate-without-eku': labIds.responderWithoutEku,
  'expired-delegate': labIds.expiredResponder,
  stranger: labIds.strangerResponder,
  unissued: labIds.unissuedResponder,
} as const;

/** What the lab's CA lets its responder say; null before the lab is open. */
export function authorityOf(ca: LabCa): ResponderAuthority | null {
  const { state } = ca;
  if (state === null) return null;
  const cas = {
    issuing: certificateOf(recordOf(state, labIds.issuing)),
    root: certificateOf(recordOf(state, labIds.root)),
  };
  return {
    behaviour: state.behaviour,
    certificates: { issuing: cas.issuing.der, root: cas.root.der },
    caOf: (certId) => {
      const hash = certIdHashOf(certId.hashAlgorithm);
      if (hash === null) return null;
      const named = caNames.find((name) => {
        const own = identify(cas[name], hash);
        return own.name.equals(certId.issuerNameHash) && own.key.equals(certId.issuerKeyHash);
      });
      return named === undefined ? null : caAuthorityOf(ca, state, named);
    },
    misattribute: (certId) => {
      const stranger = certificateOf(recordOf(state, labIds.strangerCa));
      const { name, key } = identify(stranger, certIdHashOf(certId.hashAlgorithm) ?? 'sha1');
      return { ...certId, issuerNameHash: name, issuerKeyHash: key };
    },
  };
}

function caAuthorityOf(ca: LabCa, state: LabState, name: CaName): CaAuthority {
  const registry = registryOf(state, labIds[name]);
  const signerIds = { ...wrongSigners, ...ownSigners[name] };
  return {
    name,
    find: (serialNumber) => {
      const record = registry.get(serialNumber);
      return record === undefined ? null : known(record, serialNumber);
    },
    another: (serialNumber) => {
      const own = registry.get(serialNumber);
      const isOther = (record: LabRecord) =>
        record.issuerId === labIds[name] &&
        record.role === 'client' &&
        record.status?.status === 'good' &&
        record !== own;
      const other = state.records.find(isOther) ?? recordOf(state, signerIds.delegate);
      return known(other, other.serialNumber);
    },
    signer: (choice) => signerOf(ca, recordOf(state, signerIds[choice])),
  };
}

/** The view of the backup responder: other statuses where the CA set them, and never a fault. */
export function backupAuthorityOf(
  ca: LabCa,
  behaviour: ResponderBehaviour,
): ResponderAuthority | null {
  const authority = authorityOf(ca);
  const { state } = ca;
  if (authority === null || state === null) return null;
  return {
    ...authority,
    behaviour,
    caOf: (certId) => {
      const own = authority.caOf(certId);
      return own === null ? null : withBackupStatuses(own, state);
    },
  };
}

function withBackupStatuses(ca: CaAuthority, state: LabState): CaAuthority {
  return {
    ...ca,
    find: (serialNumber) => {
      const found = ca.find(serialNumber);
      const registry = registryOf(state, labIds[ca.name]);
      const backupStatus = registry.get(serialNumber)?.backupStatus ?? null;
      if (found === null) return null;
      return { ...found, behaviour: null, status: backupStatus ?? found.status };
    },
  };
}

function known(record: LabRecord, serialNumber: string): KnownCertificate | null {
  const { name, status, behaviour } = record;
  return status === null ? null : { name, serialNumber, status, behaviour };
}

function recordOf(state: LabState, id: string): LabRecord {
  const record = state.records.find((candidate) => candidate.id === id);
  if (record === undefined) throw new Error(`the lab has no ${id}`);
  return record;
}

const registries = new WeakMap<LabState, Map<string, ReadonlyMap<string, LabRecord>>>();

/** The records that a CA issued, by each serial number that they have or had. */
function registryOf(state: LabState, caId: string): ReadonlyMap<string, LabRecord> {
  const ready = registries.get(state)?.get(caId);
  if (ready !== undefined) return ready;
  const issued = state.records.filter(({ issuerId }) => issuerId === caId);
  const registry = new Map(
    issued.flatMap((record) =>
      [record.serialNumber, ...record.formerSerialNumbers].map(
        (serial) => [serial, record] as const,
      ),
    ),
  );
  registries.set(state, (registries.get(state) ?? new Map()).set(caId, registry));
  return registry;
}

const certificates = new WeakMap<LabRecord, Certificate>();

function certificateOf(record: LabRecord): Certificate {
  const ready = certificates.get(record);
  if (ready !== undefined) return ready;
  const decoded = decodeCertificate(derOf(record));
  if (!decoded.ok) throw new Error(`${record.id}: ${decoded.error.message}`);
  certificates.set(record, decoded.value);
  return decoded.value;
}

/** The two hashes by which a CertID names a CA (RFC 6960 §4.1.1). */
function identify(
  ca: Certificate,
  hash: CertIdHash,
): { readonly name: Buffer; readonly key: Buffer } {
  return {
    name: createHash(hash).update(ca.subject).digest(),
    key: createHash(hash).update(ca.subjectPublicKey).digest(),
  };
}

function isCa({ profile }: LabRecord): boolean {
  return profile === 'issuing-ca' || profile === 'root-ca';
}

const sha256WithRsa = { oid: '1.2.840.113549.1.1.11', parameters: Uint8Array.of(0x05, 0x00) };
const ecdsaWithSha256 = { oid: '1.2.840.10045.4.3.2', parameters: null };

function signerOf(ca: LabCa, record: LabRecord): AnswerSigner {
  const key = ca.keyOf(record.id);
  if (key === null) throw new Error(`no key for ${record.id}`);
  const certificate = certificateOf(record);
  return {
    certificate,
    enclosed: isCa(record) ? [] : [certificate.der],
    algorithm: record.keyType === 'rsa2048' ? sha256WithRsa : ecdsaWithSha256,
    sign: (data) => sign('sha256', data, key),
  };
}
