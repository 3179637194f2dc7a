import { findIssuer } from '#engine/judge/chain/chain.ts';
import { loadCertificates, maxBundleBytes } from '#inspect/load-objects.ts';
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
import type { EventHub } from './events.ts';
import type { Storage } from './storage.ts';

/** The certificates that a person brought, and who issued whom among them. */
export interface LoadedObjects {
  list(): readonly LoadedCertificate[];
  load(
    inputs: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  ): readonly LoadReport[];
  find(fingerprint: string): Certificate | null;
  /** Loaded CA certificates with the name that `certificate` gives as its issuer. */
  possibleIssuers(certificate: Certificate): readonly Certificate[];
  authorities(): readonly Certificate[];
  remove(fingerprints: readonly string[]): void;
  restore(fingerprints: readonly string[]): void;
}

interface Item {
  readonly certificate: Certificate;
  readonly summary: CertificateSummary;
  readonly origin: string;
  readonly loadedAt: EpochMs;
}

export function createLoadedObjects({
  storage,
  hub,
  clock,
}: {
  readonly storage: Storage['certificates'];
  readonly hub: EventHub;
  readonly clock: Clock;
}): LoadedObjects {
  const items = new Map<string, Item>();
  const bySubject = new Map<string, Set<string>>();
  const removed = new Map<string, Item>();

  const put = (item: Item) => {
    items.set(item.summary.fingerprint, item);
    const subject = nameKey(item.certificate.subject);
    bySubject.set(subject, (bySubject.get(subject) ?? new Set()).add(item.summary.fingerprint));
  };

  const take = (fingerprint: string): Item | null => {
    const item = items.get(fingerprint);
    if (item === undefined) return null;
    items.delete(fingerprint);
    bySubject.get(nameKey(item.certificate.subject))?.delete(fingerprint);
    return item;
  };

  const possibleIssuers = (certificate: Certificate): readonly Certificate[] =>
    [...(bySubject.get(nameKey(certificate.issuer)) ?? [])].flatMap((fingerprint) => {
      const item = items.get(fingerprint);
      if (item === undefined || item.certificate === certificate) return [];
      return isSameName(item.certificate.subject, certificate.issuer) ? [item.certificate] : [];
    });

  const list = () =>
    [...items.values()].map(({ certificate, summary, origin, loadedAt }): LoadedCertificate => {
      const issuer = findIssuer(certificate, possibleIssuers(certificate));
      const issuerFingerprint = issuer === null ? null : summarizeCertificate(issuer).fingerprint;
      return { summary, der: certificate.der, origin, loadedAt, issuerFingerprint };
    });

  const save = ({ certificate, summary, origin, loadedAt }: Item) =>
    storage.save({ fingerprint: summary.fingerprint, der: certificate.der, origin, loadedAt });

  const loadOne = ({
    name,
    bytes,
  }: {
    readonly name: string;
    readonly bytes: Uint8Array;
  }): LoadReport => {
    const { certificates, problems } = loadCertificates(bytes, name, maxBundleBytes);
    const added: string[] = [];
    const alreadyLoaded: string[] = [];
    for (const certificate of certificates) {
      const summary = summarizeCertificate(certificate);
      if (items.has(summary.fingerprint)) {
        alreadyLoaded.push(summary.fingerprint);
        continue;
      }
      const item = { certificate, summary, origin: name, loadedAt: clock.now() };
      put(item);
      save(item);
      added.push(summary.fingerprint);
    }
    return { origin: name, added, alreadyLoaded, problems };
  };

  const tell = () => hub.emit({ type: 'certificates-changed', certificates: list() });

  for (const { der, origin, loadedAt } of storage.load()) {
    const decoded = decodeCertificate(der);
    if (!decoded.ok) continue; // A row that is no certificate any more cannot be shown; it stays in the file.
    put({
      certificate: decoded.value,
      summary: summarizeCertificate(decoded.value),
      origin,
      loadedAt,
    });
  }

  return {
    list,
    load: (inputs) => {
      const reports = inputs.map(loadOne);
      if (reports.some((report) => report.added.length > 0)) tell();
      return reports;
    },
    find: (fingerprint) => items.get(fingerprint)?.certificate ?? null,
    possibleIssuers,
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
  };
}

/** Names that RFC 5280 §7.1 takes for the same have the same key; a few others may share it. */
function nameKey(name: Uint8Array): string {
  return foldText(nameToText(name)).replace(/[\s\\]+/g, '');
}
