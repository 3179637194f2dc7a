import type { KeyObject } from 'node:crypto';
import type {
  LabCertificate,
  LabCertificateStatus,
  LabClientRequest,
  LabError,
  LabPorts,
  LabRevocationReason,
  ResponderBehaviour,
} from '#shared/model/lab.ts';
import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { EpochMs } from '#shared/model/time.ts';
import { createTurns } from '../in-turn.ts';
import { flawOfBehaviour } from './behaviour-rules.ts';
import { draftClient } from './client-request.ts';
import { foundLab } from './found-lab.ts';
import type { KeyFiles } from './key-files.ts';
import { loadKeys } from './key-ring.ts';
import { isMoved } from './lab-address.ts';
import { toLabCertificate } from './lab-certificate.ts';
import { generateLabKey, privateKeyToPem } from './lab-key.ts';
import type { LabRecord, LabState, LabStorage } from './lab-state.ts';
import { type IssuingFacts, makeRecord, type Reissue, reissue } from './make-record.ts';
import { released, revoked, withRecord } from './registry.ts';
import { renewLab } from './renew-lab.ts';
import { expiredAt, type Validity } from './validity.ts';

export interface LabCaOptions {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly storage: LabStorage;
  readonly keyFiles: KeyFiles;
  /** Called after each change, once it is saved. */
  readonly onChange: () => void;
}

/** Where the lab's responders listen, and the keys that a new lab gets. */
export interface OpenOptions {
  readonly ports: LabPorts;
  readonly keyType: LabState['keyType'];
}

/**
 * How a lab was opened: made new, as it was, with what an earlier version did not make, or with its
 * certificates issued anew for another port.
 */
export type OpenedLab =
  | { readonly how: 'founded' }
  | { readonly how: 'restored' }
  | { readonly how: 'renewed' }
  | { readonly how: 'moved'; readonly from: LabPorts; readonly to: LabPorts };

/** A certificate of the lab with all that presenting it takes. PEM texts. */
export interface LabCredentials {
  readonly certificate: string;
  /** The CA certificates between it and its root, without the root. */
  readonly intermediates: string;
  readonly root: string;
  readonly privateKey: string;
}

type Changed = Result<LabCertificate, LabError>;

/**
 * The lab's CA: issues certificates, keeps their keys, and is the registry that the responder reads. What it
 * returns and shows is saved already.
 */
export class LabCa {
  readonly #options: LabCaOptions;
  #state: LabState | null = null;
  #keys = new Map<string, KeyObject>();
  /** What takes time runs one after the other, so that no change is lost between its beginning and its end. */
  readonly #inTurn = createTurns();

  constructor(options: LabCaOptions) {
    this.#options = options;
  }

  /** Everything the CA knows; null before `open` has succeeded. */
  get state(): LabState | null {
    return this.#state;
  }

  certificates(): readonly LabCertificate[] {
    const state = this.#state;
    if (state === null) return [];
    return state.records.map((record) => toLabCertificate(record, state.ports));
  }

  /** The common name of a certificate. */
  nameOf(id: string): string | null {
    return this.#state?.records.find((record) => record.id === id)?.name ?? null;
  }

  /** The private key of a certificate; it never leaves the main process. */
  keyOf(id: string): KeyObject | null {
    return this.#keys.get(id) ?? null;
  }

  /** Where the responders of this lab are to listen; null where no lab is open or saved. */
  savedPorts(): Result<LabPorts | null, LabError> {
    if (this.#state !== null) return ok(this.#state.ports);
    return this.#attempt('lab-not-read', () => this.#options.storage.load()?.ports ?? null);
  }

  /** Takes up the saved lab, or founds one where there is none. One that is open already can so be moved. */
  open(options: OpenOptions): Promise<Result<OpenedLab, LabError>> {
    return this.#inTurn(async () => {
      const loaded = this.#state === null ? this.#load() : ok(this.#state);
      if (!loaded.ok) return loaded;
      if (loaded.value === null) return this.#found(options);
      const renewed = await this.#renew(loaded.value);
      if (!renewed.ok) return renewed;
      const from = loaded.value.ports;
      const { ports } = options;
      const isSame = from.responder === ports.responder && from.backup === ports.backup;
      return isSame ? renewed : this.#move(from, ports);
    });
  }

  /** Forgets every certificate, key, revocation and setting, and founds a new lab in their place. */
  reset(options: OpenOptions): Promise<Result<OpenedLab, LabError>> {
    return this.#inTurn(() => this.#found(options));
  }

  /** Issues a client certificate with a new key. */
  issueClient(request: LabClientRequest): Promise<Changed> {
    return this.#inTurn(async () => {
      const state = this.#state;
      if (state === null) return err({ code: 'lab-not-open' });
      const draft = draftClient(request, state, this.#options.clock.now());
      if (!draft.ok) return draft;
      const key = await generateLabKey(request.keyType);
      const record = await makeRecord(draft.value, this.#issuing(state, key, draft.value.issuerId));
      const written = this.#attempt('lab-not-saved', () =>
        this.#options.keyFiles.write(record.id, privateKeyToPem(key)),
      );
      if (!written.ok) return written;
      this.#keys.set(record.id, key);
      return this.#keep(record);
    });
  }

  /** Revokes for good; `at` null is now. */
  revoke(id: string, reason: LabRevocationReason, at: EpochMs | null): Changed {
    const time = at ?? this.#options.clock.now();
    return this.#changeStatus(id, (record) => revoked(record, { time, reason }));
  }

  /** Suspends: revoked for certificateHold until it is released. */
  hold(id: string): Changed {
    const time = this.#options.clock.now();
    return this.#changeStatus(id, (record) => revoked(record, { time, reason: 'certificateHold' }));
  }

  /** Lifts a hold. */
  release(id: string): Changed {
    return this.#changeStatus(id, released);
  }

  /** Sets what the responder says, whatever it said before: for unknown, for scenarios, for undo. */
  setStatus(id: string, status: LabCertificateStatus): Changed {
    return this.#changeStatus(id, () => ok(status));
  }

  /** Sets what the backup responder says; null lets it say the same as the first. */
  setBackupStatus(id: string, backupStatus: LabCertificateStatus | null): Changed {
    return this.#change(id, (record) =>
      record.status === null
        ? err({ code: 'status-not-kept', id, role: record.role })
        : ok({ ...record, backupStatus }),
    );
  }

  /** Issues a client certificate anew, with a validity that ended yesterday. */
  expire(id: string): Promise<Changed> {
    return this.#inTurn(async () => {
      const record = this.#find(id);
      if (!record.ok) return record;
      if (record.value.profile !== 'client') {
        return err({ code: 'not-a-client', id, role: record.value.role });
      }
      const validity = expiredAt(this.#options.clock.now());
      const fresh = await this.#reissue(record.value, validity);
      return this.#change(id, (current) => ok({ ...current, ...fresh }));
    });
  }

  /** Sets how the responder answers. */
  setBehaviour(behaviour: ResponderBehaviour): Result<null, LabError> {
    const state = this.#state;
    if (state === null) return err({ code: 'lab-not-open' });
    const flaw = flawOfBehaviour(behaviour, 'responder');
    return flaw === null ? this.#save({ ...state, behaviour }) : err(flaw);
  }

  /** Sets how the responder answers for one certificate; null as for all. */
  setCertificateBehaviour(id: string, behaviour: ResponderBehaviour | null): Changed {
    const flaw = behaviour === null ? null : flawOfBehaviour(behaviour, 'certificate');
    if (flaw !== null) return err(flaw);
    return this.#change(id, (record) =>
      record.status === null
        ? err({ code: 'status-not-kept', id, role: record.role })
        : ok({ ...record, behaviour }),
    );
  }

  /** What presenting a certificate takes: for the mTLS server, the built-in client, and export. */
  credentials(id: string): Result<LabCredentials, LabError> {
    const record = this.#find(id);
    if (!record.ok) return record;
    const key = this.#keys.get(id);
    if (key === undefined) return err({ code: 'key-missing', id });
    const above = this.#above(record.value);
    const root = above.at(-1) ?? record.value;
    return ok({
      certificate: record.value.pem,
      intermediates: above
        .slice(0, -1)
        .map(({ pem }) => pem)
        .join(''),
      root: root.pem,
      privateKey: privateKeyToPem(key),
    });
  }

  /** The issuers of a record, nearest first, its root last. */
  #above(record: LabRecord): readonly LabRecord[] {
    if (record.issuerId === record.id) return [];
    const issuer = this.#find(record.issuerId);
    return issuer.ok ? [issuer.value, ...this.#above(issuer.value)] : [];
  }

  #load(): Result<LabState | null, LabError> {
    const loaded = this.#attempt('lab-not-read', () => this.#options.storage.load());
    if (!loaded.ok || loaded.value === null) return loaded;
    const { records } = loaded.value;
    const keys = this.#attempt('lab-not-read', () => loadKeys(records, this.#options.keyFiles));
    if (!keys.ok) return keys;
    if (!keys.value.ok) return keys.value;
    this.#keys = keys.value.value;
    this.#state = loaded.value;
    return loaded;
  }

  async #found({ ports, keyType }: OpenOptions): Promise<Result<OpenedLab, LabError>> {
    const { clock, random, keyFiles } = this.#options;
    const { state, keys } = await foundLab({ ports, keyType, now: clock.now(), random });
    const written = this.#attempt('lab-not-saved', () => {
      keyFiles.removeAll();
      for (const [id, key] of keys) keyFiles.write(id, privateKeyToPem(key));
    });
    if (!written.ok) return written;
    const before = this.#keys;
    this.#keys = new Map(keys);
    const saved = this.#save(state);
    if (!saved.ok) this.#keys = before;
    return saved.ok ? ok({ how: 'founded' }) : saved;
  }

  /** Makes what an earlier version of the lab did not make. */
  async #renew(state: LabState): Promise<Result<OpenedLab, LabError>> {
    const { clock, random, keyFiles } = this.#options;
    const renewed = await renewLab(state, { keys: this.#keys, now: clock.now(), random });
    if (renewed === null) return ok({ how: 'restored' });
    const { newKey } = renewed;
    if (newKey !== null) {
      const written = this.#attempt('lab-not-saved', () =>
        keyFiles.write(newKey.id, privateKeyToPem(newKey.key)),
      );
      if (!written.ok) return written;
      this.#keys.set(newKey.id, newKey.key);
    }
    const saved = this.#save(renewed.state);
    return saved.ok ? ok({ how: 'renewed' }) : saved;
  }

  /** Issues every certificate that names an address that changes anew: the old address is another program's. */
  async #move(from: LabPorts, to: LabPorts): Promise<Result<OpenedLab, LabError>> {
    const before = this.#state;
    if (before === null) return err({ code: 'lab-not-open' });
    const moving = before.records.filter(({ ocspUris }) => isMoved(ocspUris, from, to));
    const moved = { ...before, ports: to };
    const fresh = await Promise.all(
      moving.map(
        async (record) => [record.id, await this.#reissue(record, record, moved)] as const,
      ),
    );
    let state = { ...(this.#state ?? before), ports: to };
    for (const [id, part] of fresh) {
      const current = state.records.find((record) => record.id === id);
      if (current !== undefined) state = withRecord(state, { ...current, ...part });
    }
    const saved = this.#save(state);
    return saved.ok ? ok({ how: 'moved', from, to }) : saved;
  }

  #reissue(record: LabRecord, validity: Validity, state = this.#state): Promise<Reissue> {
    const key = this.#keys.get(record.id);
    if (state === null || key === undefined) throw new Error(`no key for ${record.id}`);
    return reissue(record, validity, this.#issuing(state, key, record.issuerId));
  }

  #issuing(state: LabState, key: KeyObject, issuerId: string): IssuingFacts {
    const issuer = state.records.find(({ id }) => id === issuerId);
    const issuerKey = this.#keys.get(issuerId);
    if (issuer === undefined || issuerKey === undefined) throw new Error(`no issuer ${issuerId}`);
    return {
      key,
      issuer: {
        name: { organization: issuer.organization, commonName: issuer.name },
        key: issuerKey,
        keyType: issuer.keyType,
      },
      ports: state.ports,
      random: this.#options.random,
    };
  }

  #find(id: string): Result<LabRecord, LabError> {
    if (this.#state === null) return err({ code: 'lab-not-open' });
    const record = this.#state.records.find((candidate) => candidate.id === id);
    return record === undefined ? err({ code: 'certificate-not-found', id }) : ok(record);
  }

  #changeStatus(
    id: string,
    next: (record: LabRecord) => Result<LabCertificateStatus, LabError>,
  ): Changed {
    return this.#change(id, (record) => {
      if (record.status === null) return err({ code: 'status-not-kept', id, role: record.role });
      const status = next(record);
      return status.ok ? ok({ ...record, status: status.value }) : status;
    });
  }

  #change(id: string, next: (record: LabRecord) => Result<LabRecord, LabError>): Changed {
    const record = this.#find(id);
    if (!record.ok) return record;
    const changed = next(record.value);
    return changed.ok ? this.#keep(changed.value) : changed;
  }

  #keep(record: LabRecord): Changed {
    if (this.#state === null) return err({ code: 'lab-not-open' });
    const state = withRecord(this.#state, record);
    const saved = this.#save(state);
    return saved.ok ? ok(toLabCertificate(record, state.ports)) : saved;
  }

  #save(state: LabState): Result<null, LabError> {
    const saved = this.#attempt('lab-not-saved', () => this.#options.storage.save(state));
    if (!saved.ok) return saved;
    this.#state = state;
    this.#options.onChange();
    return ok(null);
  }

  /** Files and storage throw what the system throws; here it becomes an expected failure. */
  #attempt<T>(code: 'lab-not-read' | 'lab-not-saved', work: () => T): Result<T, LabError> {
    try {
      return ok(work());
    } catch (error) {
      return err({ code, detail: error instanceof Error ? error.message : String(error) });
    }
  }
}
