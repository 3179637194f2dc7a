import type { KeyObject } from 'node:crypto';
import type { RandomBytes } from '#shared/model/ports.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { type FirstCertificate, firstCertificates, labIds } from './first-certificates.ts';
import { generateLabKey } from './lab-key.ts';
import type { LabRecord, LabState } from './lab-state.ts';
import { makeRecord, reissue } from './make-record.ts';

/** A lab of an earlier version, brought up to date; `newKey` is that of the root's responder. */
export interface RenewedLab {
  readonly state: LabState;
  readonly newKey: { readonly id: string; readonly key: KeyObject } | null;
}

/**
 * Labs of earlier versions have an issuing CA that names no responder, and nobody who answers for it, so that
 * a server that asks about the whole chain denies every client. Both are made here; null where nothing is
 * missing. The CA keeps its key and its name: what it has issued stays valid.
 */
export async function renewLab(
  state: LabState,
  {
    keys,
    now,
    random,
  }: {
    readonly keys: ReadonlyMap<string, KeyObject>;
    readonly now: EpochMs;
    readonly random: RandomBytes;
  },
): Promise<RenewedLab | null> {
  const root = state.records.find(({ id }) => id === labIds.root);
  const issuing = state.records.find(({ id }) => id === labIds.issuing);
  const [rootKey, issuingKey] = [keys.get(labIds.root), keys.get(labIds.issuing)];
  if (!root || !issuing || !rootKey || !issuingKey) return null;
  const issuer = {
    name: { organization: root.organization, commonName: root.name },
    key: rootKey,
    keyType: root.keyType,
  };
  const facts = { issuer, ports: state.ports, random };
  let records = state.records;
  let newKey: RenewedLab['newKey'] = null;

  if (issuing.ocspUris.length === 0) {
    const { ocspUris, status } = firstCertificate(labIds.issuing, now);
    const draft = { ...issuing, ocspUris, status };
    const fresh = await reissue(draft, issuing, { ...facts, key: issuingKey });
    records = records.map((one) => (one === issuing ? { ...draft, ...fresh } : one));
  }
  if (!records.some(({ id }) => id === labIds.rootResponder)) {
    const key = await generateLabKey(state.keyType);
    newKey = { id: labIds.rootResponder, key };
    const { validity, ...rest } = firstCertificate(labIds.rootResponder, now);
    const draft = { ...rest, ...validity, keyType: state.keyType, behaviour: null };
    records = after(labIds.responder, records, await makeRecord(draft, { ...facts, key }));
  }
  return records === state.records ? null : { state: { ...state, records }, newKey };
}

function firstCertificate(id: string, now: EpochMs): FirstCertificate {
  const found = firstCertificates(now).find((one) => one.id === id);
  if (found === undefined) throw new Error(`a new lab has no ${id}`);
  return found;
}

function after(id: string, records: readonly LabRecord[], added: LabRecord): readonly LabRecord[] {
  return records.flatMap((record) => (record.id === id ? [record, added] : [record]));
}
