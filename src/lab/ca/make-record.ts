import type { KeyObject } from 'node:crypto';
import { encodePem } from '#pki/x509/pem.ts';
import type { LabPorts } from '#shared/model/lab.ts';
import type { RandomBytes } from '#shared/model/ports.ts';
import { labIds } from './first-certificates.ts';
import type { LabSigner } from './issue-certificate.ts';
import { issueCertificate } from './issue-certificate.ts';
import { labPaths, labUrl, resolveOcspUris } from './lab-address.ts';
import type { LabRecord } from './lab-state.ts';
import type { Validity } from './validity.ts';

/** A record before its certificate is issued. */
export type RecordDraft = Omit<LabRecord, 'serialNumber' | 'formerSerialNumbers' | 'pem'>;

/** What a certificate is issued with, besides its draft. */
export interface IssuingFacts {
  readonly key: KeyObject;
  readonly issuer: LabSigner;
  readonly ports: LabPorts;
  readonly random: RandomBytes;
}

/** Issues the certificate of a new record. */
export async function makeRecord(draft: RecordDraft, facts: IssuingFacts): Promise<LabRecord> {
  const { serialNumber, der } = await issueCertificate(
    {
      subject: { organization: draft.organization, commonName: draft.name },
      profile: draft.profile,
      keyType: draft.keyType,
      key: facts.key,
      issuer: facts.issuer,
      notBefore: draft.notBefore,
      notAfter: draft.notAfter,
      ocspUris: resolveOcspUris(draft.ocspUris, facts.ports),
      caIssuersUri: caIssuersUriOf(draft, facts.ports),
    },
    facts.random,
  );
  return { ...draft, serialNumber, formerSerialNumbers: [], pem: encodePem('CERTIFICATE', der) };
}

/** Where the issuer's certificate is to be had; a stranger's is not to be had from the lab. */
function caIssuersUriOf({ issuerId }: RecordDraft, { responder }: LabPorts): string | null {
  if (issuerId === labIds.issuing) return labUrl(responder, labPaths.issuingCa);
  return issuerId === labIds.root ? labUrl(responder, labPaths.rootCa) : null;
}

/** What changes in a record when its certificate is issued anew. */
export type Reissue = Pick<
  LabRecord,
  'notBefore' | 'notAfter' | 'serialNumber' | 'formerSerialNumbers' | 'pem'
>;

/**
 * Issues a certificate anew for the same subject and key, under a new serial number. Copies of the old one
 * may be in use, so its serial number stays in the registry and shares the status from now on.
 */
export async function reissue(
  record: LabRecord,
  { notBefore, notAfter }: Validity,
  facts: IssuingFacts,
): Promise<Reissue> {
  const { serialNumber, pem } = await makeRecord({ ...record, notBefore, notAfter }, facts);
  const formerSerialNumbers = [...record.formerSerialNumbers, record.serialNumber];
  return { notBefore, notAfter, serialNumber, formerSerialNumbers, pem };
}
