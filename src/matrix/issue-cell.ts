import { labIds } from '#lab/ca/first-certificates.ts';
import { issueCertificate, type LabSigner } from '#lab/ca/issue-certificate.ts';
import type { LabCa } from '#lab/ca/lab-ca.ts';
import { generateLabKey, privateKeyToPem } from '#lab/ca/lab-key.ts';
import { expiredAt, validFor } from '#lab/ca/validity.ts';
import { encodePem } from '#pki/x509/pem.ts';
import type { ResponderBehaviour } from '#shared/model/lab.ts';
import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import type { Cell } from './cell.ts';

/** What a cell's certificate is made from. */
export interface CellOrder {
  readonly id: string;
  readonly caseId: string;
  readonly issuer: 'lab' | 'stranger';
  readonly validity: 'one-day' | 'expired';
  readonly ocspUris: readonly string[];
  readonly behaviour: ResponderBehaviour;
}

export interface IssuingPorts {
  readonly ca: LabCa;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

/** Issues the certificate of a cell with a new key and serial number; the lab itself keeps nothing of it. */
export async function issueCell(order: CellOrder, ports: IssuingPorts): Promise<Cell> {
  const { ca, clock, random } = ports;
  const issuerId = order.issuer === 'lab' ? labIds.issuing : labIds.strangerCa;
  const key = await generateLabKey('p256');
  const now = clock.now();
  const { serialNumber, der } = await issueCertificate(
    {
      subject: { organization: 'Revoscope Matrix', commonName: order.caseId },
      profile: 'client',
      keyType: 'p256',
      key,
      issuer: signerOf(ca, issuerId),
      ...(order.validity === 'expired' ? expiredAt(now) : validFor(1, now)),
      ocspUris: order.ocspUris,
      caIssuersUri: null,
    },
    random,
  );
  const above = order.issuer === 'lab' ? pemOf(ca, labIds.issuing) : '';
  return {
    id: order.id,
    caseId: order.caseId,
    serialNumber,
    behaviour: order.behaviour,
    identity: {
      certificatePem: encodePem('CERTIFICATE', der) + above,
      privateKeyPem: privateKeyToPem(key),
    },
  };
}

function signerOf(ca: LabCa, id: string): LabSigner {
  const record = ca.state?.records.find((each) => each.id === id);
  const key = ca.keyOf(id);
  if (record === undefined || key === null) throw new Error(`the lab has no ${id}`);
  const name = { organization: record.organization, commonName: record.name };
  return { name, key, keyType: record.keyType };
}

/** PEM of a certificate of the lab. */
export function pemOf(ca: LabCa, id: string): string {
  const record = ca.state?.records.find((each) => each.id === id);
  if (record === undefined) throw new Error(`the lab has no ${id}`);
  return record.pem;
}
