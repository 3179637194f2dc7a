import { findIssuer } from '#engine/judge/chain/chain.ts';
import { keyPinOf } from '#inspect/kinds/inspected.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import { foldText } from '#pki/x509/fold-text.ts';
import { isSameName, nameToText } from '#pki/x509/name.ts';
import { summarizeCertificate } from '#pki/x509/summary.ts';
import type {
  CertificateSummary,
  LoadedCertificate,
  LoadReport,
} from '#shared/model/certificate.ts';
import type { Clock } from '#shared/model/ports.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { EventHub } from '../events.ts';
import type { Storage } from '../storage.ts';

/** The certificates that a person brought, and who issued whom among them. */
export interface LoadedCertificates {
  list(): readonly LoadedCertificate[];
  /** Keeps certificates that are new; `tell` says so to whoever listens. */
  add(
    certificates: readonly Certificate[],
    origin: string,
  ): Pick<LoadReport, 'added' | 'alreadyLoaded'>;
  /** In the order in which they were loaded. */
  fingerprints(): readonly string[];
  find(fingerprint: string): Certificate | null;
  /** The file or place that one came from; null where it is not loaded. */
  originOf(fingerprint: string): string | null;
  /** Loaded CA certificates with the name that `certificate` gives as its issuer. */
  possibleIssuers(certificate: Certificate): readonly Certificate[];
  /** Looks for the issuer of a loaded certificate, so that `list` knows it already. */
  lookForIssuer(fingerprint: string): void;
  authorities(): readonly Certificate[];
  remove(fingerprints: readonly string[]): void;
  restore(fingerprints: readonly string[]): void;
  tell(): void;
}

interface Item {
  readonly certificate: Certificate;
  readonly summary: CertificateSummary;
  readonly origin: string;
  readonly loadedAt: EpochMs;
  readonly keyPin: string;
  readonly subjectKey: string;
  readonly issuerKey: string;
}

export function createLoadedCertificates({
  storage,
  hub,
  clock,
}: {
  readonly storage: Storage['certificates'];
  readonly hub: EventHub;
  readonly clock: Clock;
}): LoadedCertificates {
  const items = new Map<string, Item>();
  const bySubject = new Map<string, Set<string>>();
  const removed = new Map<string, Item>();

  const put = (item: Item) => {
    const { fingerprint } = item.summary;
    items.set(fingerprint, item);
    const named = bySubject.get(item.subjectKey);
    if (named === undefined) bySubject.set(item.subjectKey, new Set([fingerprint]));
    else named.add(fingerprint);
  };

  const take = (fingerprint: string): Item | null => {
    const item = items.get(fingerprint);
    if (item === undefined) return null;
    items.delete(fingerprint);
    bySubject.get(item.subjectKey)?.delete(fingerprint);
    return item;
  };

  const issuersByKey = (certificate: Certificate, issuerKey: string): readonly Certificate[] =>
    [...(bySubject.get(issuerKey) ?? [])].flatMap((fingerprint) => {
      const item = items.get(fingerprint);
      if (item === undefined || item.certificate === certificate) return [];
      return isSameName(item.certificate.subject, certificate.issuer) ? [item.certificate] : [];
    });

  const issuerOf = ({ certificate, issuerKey }: Item): string | null => {
    const issuer = findIssuer(certificate, issuersByKey(certificate, issuerKey));
    return issuer === null ? null : summarizeCertificate(issuer).fingerprint;
  };

  const list = () =>
    [...items.values()].map((item): LoadedCertificate => {
      const { certificate, summary, origin, loadedAt, keyPin } = item;
      const issuerFingerprint = issuerOf(item);
      return { summary, der: certificate.der, origin, loadedAt, issuerFingerprint, keyPin };
    });

  const save = ({ certificate, summary, origin, loadedAt }: Item) =>
    storage.save({ fingerprint: summary.fingerprint, der: certificate.der, origin, loadedAt });

  const tell = () => hub.emit({ type: 'certificates-changed', certificates: list() });

  for (const { der, origin, loadedAt } of storage.load()) {
    const decoded = decodeCertificate(der);
    if (!decoded.ok) continue; // A row that is no certificate any more cannot be shown; it stays in the file.
    put(itemOf(decoded.value, { origin, loadedAt }));
  }

  return {
    list,
    add: (certificates, origin) => {
      const added: string[] = [];
      const alreadyLoaded: string[] = [];
      for (const certificate of certificates) {
        const { fingerprint } = summarizeCertificate(certificate);
        if (items.has(fingerprint)) {
          alreadyLoaded.push(fingerprint);
          continue;
        }
        const item = itemOf(certificate, { origin, loadedAt: clock.now() });
        put(item);
        save(item);
        added.push(fingerprint);
      }
      return { added, alreadyLoaded };
    },
    fingerprints: () => [...items.keys()],
    find: (fingerprint) => items.get(fingerprint)?.certificate ?? null,
    originOf: (fingerprint) => items.get(fingerprint)?.origin ?? null,
    possibleIssuers: (certificate) => issuersByKey(certificate, nameKey(certificate.issuer)),
    lookForIssuer: (fingerprint) => {
      const item = items.get(fingerprint);
      if (item !== undefined) issuerOf(item);
    },
    authorities: () =>
      [...items.values()]
        .filter(({ summary }) => summary.isCa)
        .map(({ certificate }) => certificate),
    remove: (fingerprints) => {
      for (const fingerprint of fingerprints) {
        const item = take(fingerprint);
        if (item === null) continue;
        removed.set(fingerprint, item);
        storage.remove(fingerprint);
      }
      tell();
    },
    restore: (fingerprints) => {
      for (const fingerprint of fingerprints) {
        const item = removed.get(fingerprint);
        if (item === undefined) continue;
        removed.delete(fingerprint);
        put(item);
        save(item);
      }
      tell();
    },
    tell,
  };
}

function itemOf(
  certificate: Certificate,
  came: { readonly origin: string; readonly loadedAt: EpochMs },
): Item {
  return {
    ...came,
    certificate,
    summary: summarizeCertificate(certificate),
    keyPin: keyPinOf(certificate.subjectPublicKeyInfo),
    subjectKey: nameKey(certificate.subject),
    issuerKey: nameKey(certificate.issuer),
  };
}

/** Names that RFC 5280 §7.1 takes for the same have the same key; a few others may share it. */
function nameKey(name: Uint8Array): string {
  return foldText(nameToText(name)).replace(/[\s\\]+/g, '');
}
