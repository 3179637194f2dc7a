import { constants, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  encodeBitString,
  encodeExplicit,
  encodeNull,
  encodeObjectIdentifier,
  encodeSequence,
  encodeSmallInteger,
} from '#pki/der/writer.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { verifySignature } from '#pki/x509/signature.ts';
import { createKeys, signTbs, tbsParts } from '../../../support/forge-certificate.ts';

const rsassaPss = '1.2.840.113549.1.1.10';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const data = Buffer.from('signed');

const oids = { sha256: '2.16.840.1.101.3.4.2.1', sha384: '2.16.840.1.101.3.4.2.2' } as const;
type Hash = keyof typeof oids;

function parameters(digest: Hash, salt: number): Uint8Array {
  const hash = encodeSequence(encodeObjectIdentifier(oids[digest]), encodeNull());
  const mask = encodeSequence(encodeObjectIdentifier('1.2.840.113549.1.1.8'), hash);
  return encodeSequence(
    encodeExplicit(0, hash),
    encodeExplicit(1, mask),
    encodeExplicit(2, encodeSmallInteger(salt)),
  );
}

/** A certificate whose key is for RSA-PSS, limited to these parameters or (null) not. */
function certificateWith(limit: Uint8Array | null): Certificate {
  const pkcs1 = rsa.publicKey.export({ type: 'pkcs1', format: 'der' });
  const keys = createKeys();
  const parts = tbsParts({ name: 'PSS' }, keys, 'PSS');
  const algorithm = [encodeObjectIdentifier(rsassaPss), ...(limit === null ? [] : [limit])];
  parts[6] = encodeSequence(encodeSequence(...algorithm), encodeBitString(pkcs1));
  const decoded = decodeCertificate(signTbs(encodeSequence(...parts), keys));
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.error));
  return decoded.value;
}

function verdict(key: Certificate, digest: Hash, saltLength: number) {
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  const signature = sign(digest, data, { key: rsa.privateKey, padding, saltLength });
  const algorithm = { oid: rsassaPss, parameters: parameters(digest, saltLength) };
  return verifySignature({ algorithm, key, data, signature });
}

describe('a key for RSA-PSS alone (RFC 4055 §3.3)', () => {
  const free = certificateWith(null);
  const limited = certificateWith(parameters('sha256', 32));

  it('verifies any hash and salt where it has no parameters', () => {
    expect([verdict(free, 'sha256', 32), verdict(free, 'sha384', 0)]).toEqual(['valid', 'valid']);
  });

  it('verifies its own hash with its salt length or a longer one', () => {
    expect([verdict(limited, 'sha256', 32), verdict(limited, 'sha256', 48)]).toEqual([
      'valid',
      'valid',
    ]);
  });

  it('verifies neither another hash nor a shorter salt', () => {
    expect([verdict(limited, 'sha384', 48), verdict(limited, 'sha256', 31)]).toEqual([
      'invalid',
      'invalid',
    ]);
  });

  it('verifies no PKCS #1 padding, though the numbers are those of an RSA key', () => {
    const algorithm = { oid: '1.2.840.113549.1.1.11', parameters: encodeNull() };
    const signature = sign('sha256', data, rsa.privateKey);
    expect(verifySignature({ algorithm, key: free, data, signature })).toBe('invalid');
  });
});
