import { describe, expect, it } from 'vitest';
import { encodeSequence } from '#pki/der/writer.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { examineIssuance, isIssuanceKnown, isIssuedBy } from '#pki/x509/issuance.ts';
import { createKeys, forge, signTbs, tbsParts } from '../../../support/forge-certificate.ts';

const root = forge({ name: 'Root' });
const leaf = forge({ name: 'Leaf', issuer: root });

describe('examineIssuance', () => {
  it('says issued where name and signature agree, of a self-signed certificate too', () => {
    expect(examineIssuance(leaf.certificate, root.certificate)).toBe('issued');
    expect(examineIssuance(root.certificate, root.certificate)).toBe('issued');
    expect(isIssuedBy(leaf.certificate, root.certificate)).toBe(true);
  });

  it('says other-name where the key would verify', () => {
    const renamed = forge({ name: 'Other', keys: root.keys });
    expect(examineIssuance(leaf.certificate, renamed.certificate)).toBe('other-name');
    expect(isIssuedBy(leaf.certificate, renamed.certificate)).toBe(false);
  });

  it('says signature-invalid where a CA of one name has another key', () => {
    const twin = forge({ name: 'Root' });
    expect(examineIssuance(leaf.certificate, twin.certificate)).toBe('signature-invalid');
  });

  it('takes a name that differs in letter case alone for the same', () => {
    const shouting = forge({ name: 'ROOT', keys: root.keys });
    expect(examineIssuance(leaf.certificate, shouting.certificate)).toBe('issued');
  });

  it('names an algorithm that cannot be verified', () => {
    const keys = createKeys();
    const parts = tbsParts({ name: 'Strange' }, keys, 'Strange');
    const key = parts[6] ?? new Uint8Array(0);
    // id-ecPublicKey (06 07 …3d 02 01) becomes an identifier that nobody knows.
    parts[6] = Uint8Array.from(key, (octet, i) => (i === 12 ? 0x7f : octet));
    const decoded = decodeCertificate(signTbs(encodeSequence(...parts), keys));
    if (!decoded.ok) throw new Error(JSON.stringify(decoded.error));
    expect(examineIssuance(decoded.value, decoded.value)).toEqual({
      code: 'unsupported-algorithm',
      algorithm: '1.2.840.10045.2.127',
    });
  });

  it('remembers what it found for a pair', () => {
    const fresh = forge({ name: 'Fresh', issuer: root }).certificate;
    expect(isIssuanceKnown(fresh, root.certificate)).toBe(false);
    examineIssuance(fresh, root.certificate);
    expect(isIssuanceKnown(fresh, root.certificate)).toBe(true);
    expect(isIssuanceKnown(root.certificate, fresh)).toBe(false);
  });
});
