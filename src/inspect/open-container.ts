import { decodeContentInfo } from '#pki/cms/decode-signed-data.ts';
import type { DerError } from '#pki/der/error.ts';
import type { DerivationWork } from '#pki/keys/derivation-work.ts';
import { decodeKeyStore } from '#pki/keystore/decode-keystore.ts';
import { decodePkcs12 } from '#pki/pkcs12/decode-pkcs12.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { ObjectShape } from './recognise.ts';

/** Why the certificates of a container are not to be had. */
export type ContainerError =
  | { readonly code: 'malformed'; readonly error: DerError }
  /** Encrypted, and this way of opening has no password, or the wrong one. */
  | { readonly code: 'closed' };

/** DER of the certificates inside a PKCS#7, PKCS#12 or key store file; null for what is no container. */
export function certificatesInside(
  shape: ObjectShape,
  bytes: Uint8Array,
  passwords: readonly string[] = [],
  work?: DerivationWork,
): Result<readonly Uint8Array[], ContainerError> | null {
  switch (shape) {
    case 'pkcs7': {
      const info = decodeContentInfo(bytes);
      if (!info.ok) return err({ code: 'malformed', error: info.error });
      return ok(info.value.kind === 'signed-data' ? info.value.signedData.certificates : []);
    }
    case 'java-key-store': {
      const store = decodeKeyStore(bytes);
      if (!store.ok) return err({ code: 'malformed', error: store.error });
      return ok(
        store.value.entries.flatMap((entry) => {
          if (entry.kind === 'certificate') return [entry.certificate];
          return entry.kind === 'key' ? entry.chain : [];
        }),
      );
    }
    case 'pkcs12': {
      const store = decodePkcs12(bytes, passwords, work);
      if (store.ok) {
        const bags = store.value.bags.filter(({ kind }) => kind === 'certificate');
        return ok(bags.map(({ der }) => der));
      }
      return store.error.code === 'malformed' ? err(store.error) : err({ code: 'closed' });
    }
    default:
      return null;
  }
}
