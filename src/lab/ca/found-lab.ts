import type { KeyObject } from 'node:crypto';
import { defaultBehaviour, type LabPorts } from '#shared/model/lab.ts';
import type { RandomBytes } from '#shared/model/ports.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { type FirstCertificate, firstCertificates } from './first-certificates.ts';
import { generateLabKey } from './lab-key.ts';
import type { LabRecord, LabState } from './lab-state.ts';
import { makeRecord } from './make-record.ts';

/** What a new lab depends on. */
export interface FoundingFacts {
  readonly ports: LabPorts;
  /** Of the CAs and responders; clients and the server have P-256. */
  readonly keyType: LabState['keyType'];
  readonly now: EpochMs;
  readonly random: RandomBytes;
}

/** A new lab: its state, and the keys by id. */
export interface FoundedLab {
  readonly state: LabState;
  readonly keys: ReadonlyMap<string, KeyObject>;
}

/** Makes the keys and certificates that a lab begins with; about a tenth of a second with P-256. */
export async function foundLab(facts: FoundingFacts): Promise<FoundedLab> {
  const { ports, keyType, now, random } = facts;
  const orders = firstCertificates(now);
  const keyTypeOf = ({ profile }: FirstCertificate) =>
    profile === 'client' || profile === 'server' ? 'p256' : keyType;
  const keys = new Map(
    await Promise.all(
      orders.map(async (order) => [order.id, await generateLabKey(keyTypeOf(order))] as const),
    ),
  );

  const records = await Promise.all(
    orders.map((order): Promise<LabRecord> => {
      const { validity, ...rest } = order;
      const issuer = orders.find(({ id }) => id === order.issuerId);
      const key = keys.get(order.id);
      const issuerKey = keys.get(order.issuerId);
      if (issuer === undefined || key === undefined || issuerKey === undefined) {
        throw new Error(`no issuer for ${order.id}`);
      }
      return makeRecord(
        { ...rest, ...validity, keyType: keyTypeOf(order), behaviour: null },
        {
          key,
          issuer: {
            name: { organization: issuer.organization, commonName: issuer.name },
            key: issuerKey,
            keyType: keyTypeOf(issuer),
          },
          ports,
          random,
        },
      );
    }),
  );
  const state: LabState = {
    version: 1,
    createdAt: now,
    keyType,
    ports,
    behaviour: defaultBehaviour,
    records,
  };
  return { state, keys };
}
