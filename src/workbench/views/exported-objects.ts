import { keyPinOf } from '#inspect/kinds/inspected.ts';
import { type Material, materialOf } from '#inspect/open-material.ts';
import type { PrivateKey } from '#pki/keys/private-key.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from '../error.ts';
import { issuersOf, openKeyOf } from '../objects/key-and-chain.ts';
import type { LoadedCertificates } from '../objects/loaded-certificates.ts';
import type { OpenObjects } from '../objects/open-objects.ts';
import type { ExportedObject } from './object-export.ts';
import type { ViewedObjects } from './viewed-objects.ts';

/** Finds an open object with all that may be written out along with it. */
export type FindExported = (id: string) => Result<ExportedObject, WorkbenchError>;

export function createFindExported({
  certificates,
  objects,
  viewed,
  labKeyOf,
}: {
  readonly certificates: LoadedCertificates;
  readonly objects: OpenObjects;
  readonly viewed: ViewedObjects;
  /** The private key of a certificate of the lab; null for any other. Secret. */
  readonly labKeyOf: (fingerprint: string) => PrivateKey | null;
}): FindExported {
  const ofCertificate = (certificate: Certificate): Material => {
    const pin = keyPinOf(certificate.subjectPublicKeyInfo);
    const key = openKeyOf(pin, objects) ?? labKeyOf(certificate.facts.fingerprint);
    const chain = [certificate, ...issuersOf(certificate, certificates)];
    return {
      certificates: chain.map(({ der }) => der),
      crls: [],
      keys: key === null ? [] : [key],
      closed: 0,
    };
  };

  /** What lies in a container; of a key the loaded certificate that it belongs to. */
  const ofObject = (id: string, keyPin: string | null): Material => {
    const held = id.includes('/') ? null : objects.material(id);
    const own = held === null ? nothing : materialOf([held.part.object], held.passwords);
    if (own.certificates.length + own.crls.length > 0 || keyPin === null) return own;
    const owner = viewed
      .certificates()
      .find((one) => keyPinOf(one.subjectPublicKeyInfo) === keyPin);
    return owner === undefined ? own : ofCertificate(owner);
  };

  return (id) => {
    const named = viewed.readWhole(id);
    if (!named.ok) return named;
    const certificate = certificates.find(id);
    if (certificate !== null) {
      return ok({ named: named.value, material: ofCertificate(certificate) });
    }
    const { kind, bytes, keyPin } = named.value.object;
    const material =
      kind === 'crl' && bytes.length > 0
        ? { ...nothing, crls: [bytes] }
        : ofObject(id, kind === 'private-key' ? keyPin : null);
    return ok({ named: named.value, material });
  };
}

const nothing: Material = { certificates: [], crls: [], keys: [], closed: 0 };
