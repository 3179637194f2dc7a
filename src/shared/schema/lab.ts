import { z } from 'zod';
import {
  type FaultDescription,
  faultIds,
  type LabCertificate,
  type LabCertificateStatus,
  type LabClientRequest,
  type LabOcspUri,
  type LabPorts,
  type LabView,
  labRevocationReasons,
  type ResponderBehaviour,
  type ResponderState,
  type SignerDescription,
} from '../model/lab.ts';
import { revocation } from './cache.ts';
import { listenError } from './listen.ts';
import { bytes, count, epochMs, fingerprint, identifier, shortText, text } from './primitives.ts';

export const labStatus: z.ZodType<LabCertificateStatus> = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('good') }),
  z.strictObject({ status: z.literal('revoked'), revocation }),
  z.strictObject({ status: z.literal('unknown') }),
]);

const signer = z.enum(['ca', 'delegate', 'delegate-without-eku', 'expired-delegate', 'stranger']);
const keyType = z.enum(['p256', 'p384', 'rsa2048', 'ed25519']);
const fault = z.enum(faultIds);

export const caKeyType = z.enum(['p256', 'rsa2048']);

export const responderBehaviour: z.ZodType<ResponderBehaviour> = z.strictObject({
  signer,
  responderIdBy: z.enum(['name', 'key']),
  nextUpdateSeconds: z.number().nullable(),
  nonce: z.enum(['echo', 'ignore', 'wrong']),
  latencyMs: z.number(),
  fault: fault.nullable(),
});

export const labCertificate: z.ZodType<LabCertificate> = z.strictObject({
  id: identifier,
  name: text,
  role: z.enum([
    'root-ca',
    'issuing-ca',
    'responder',
    'server',
    'client',
    'stranger-ca',
    'stranger-responder',
    'stranger-client',
  ]),
  purpose: text,
  issuerId: identifier,
  keyType,
  use: z.enum(['tls', 'ocsp-only']),
  serialNumber: text,
  fingerprint,
  notBefore: epochMs,
  notAfter: epochMs,
  ocspUris: z.array(text),
  status: labStatus.nullable(),
  backupStatus: labStatus.nullable(),
  behaviour: responderBehaviour.nullable(),
  der: bytes,
});

const labOcspUri: z.ZodType<LabOcspUri> = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('responder') }),
  z.strictObject({ to: z.literal('backup') }),
  z.strictObject({ to: z.literal('elsewhere'), uri: shortText }),
]);

/** The shape alone: what makes sense in it is the lab's to say. */
export const labClientRequest: z.ZodType<LabClientRequest> = z.strictObject({
  name: z.string().max(1_000),
  keyType,
  validDays: z.number(),
  ocspUris: z.array(labOcspUri).max(16),
});

export const labRevocationReason = z.enum(labRevocationReasons).nullable();

const responderState: z.ZodType<ResponderState> = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('stopped') }),
  z.strictObject({ state: z.literal('running'), port: count, url: text }),
  z.strictObject({ state: z.literal('refusing'), port: count, url: text }),
  z.strictObject({ state: z.literal('failed'), error: listenError }),
]);

const labPorts: z.ZodType<LabPorts> = z.strictObject({ responder: count, backup: count });

export const labView: z.ZodType<LabView> = z.strictObject({
  createdAt: epochMs,
  keyType: caKeyType,
  certificates: z.array(labCertificate),
  responder: responderState,
  backup: responderState,
  behaviour: responderBehaviour,
  moved: z.strictObject({ from: labPorts, to: labPorts }).nullable(),
});

export const faultDescription: z.ZodType<FaultDescription> = z.strictObject({
  id: fault,
  title: text,
  what: text,
  instruction: text,
  kind: z.enum(['transport', 'http', 'status', 'response']),
  scope: z.enum(['responder', 'responder-or-certificate']),
});

export const signerDescription: z.ZodType<SignerDescription> = z.strictObject({
  id: signer,
  title: text,
  instruction: text,
});
