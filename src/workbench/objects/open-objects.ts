import { createHash } from 'node:crypto';
import { inspectObject, inspectWrapped } from '#inspect/inspect-object.ts';
import type { InputObject } from '#inspect/load-objects.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import type { OpenObject, UnlockOutcome } from '#shared/model/open-object.ts';
import type { Clock } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from '../error.ts';
import type { EventHub } from '../events.ts';
import { describeObject } from './describe-object.ts';
import { decodeKept, encodeKept, noSecretStore, type SecretStore } from './kept-secrets.ts';
import type { LoadedCertificates } from './loaded-certificates.ts';

/** What is open besides certificates: in memory, with its passwords, until it is closed. Nothing of it is stored. */
export interface OpenObjects {
  list(): readonly OpenObject[];
  /** Keeps an object, or finds the one that is open already; `certificates` are those inside it. */
  add(part: InputObject, came: Arrival): string;
  /** An open object as a person reads it, or a loaded certificate by its fingerprint. */
  get(id: string): Result<InspectedObject, WorkbenchError>;
  /** Tries a password; one that fits stays with the object, and in the system's safe storage where that is wanted. */
  unlock(id: string, password: string, after?: AfterClosing): Result<UnlockOutcome, WorkbenchError>;
  /** The octets of an open object and the passwords that open it; null where it is not open. */
  material(id: string): ObjectMaterial | null;
  close(ids: readonly string[]): void;
  tell(): void;
}

/** What becomes of an unlocked object when the program ends: forgotten, or kept by the system's safe storage. */
export type AfterClosing = 'forget' | 'keep';

/** How an object came, and which of the loaded certificates lie in it. */
export interface Arrival {
  readonly origin: string;
  readonly certificates: readonly string[];
}

/** Secret: it stays in the main process. */
export interface ObjectMaterial {
  readonly part: InputObject;
  readonly origin: string;
  readonly passwords: readonly string[];
}

interface Item extends ObjectMaterial {
  readonly hash: string;
  readonly isKept: boolean;
  /** The object itself, and what lies in it. */
  readonly described: readonly OpenObject[];
}

export function createOpenObjects({
  certificates,
  secrets = noSecretStore,
  hub,
  clock,
}: {
  readonly certificates: LoadedCertificates;
  readonly secrets?: SecretStore;
  readonly hub: EventHub;
  readonly clock: Clock;
}): OpenObjects {
  const items = new Map<string, Item>();
  const byHash = new Map<string, string>();
  let count = 0;

  const context = (passwords: readonly string[]) => ({ now: clock.now(), passwords });
  const inspect = ({ part, passwords }: ObjectMaterial) =>
    inspectWrapped(part.object, context(passwords));
  /** Where one object is looked at, its signature is verified with what else is loaded. */
  const inspectWithIssuers = ({ part, passwords }: ObjectMaterial) =>
    inspectWrapped(part.object, {
      ...context(passwords),
      findIssuers: (subject) => certificates.possibleIssuers(subject),
    });
  const tell = () => hub.emit({ type: 'objects-changed', objects: list() });
  const list = () => [...items.values()].flatMap(({ described }) => described);

  const put = (
    id: string,
    { arrival, ...item }: Omit<Item, 'described'> & { arrival: Arrival },
  ) => {
    const described = describeObject(inspect(item), {
      id,
      ...arrival,
      openedAt: items.get(id)?.described[0]?.openedAt ?? clock.now(),
      byteLength: item.part.object.der.length,
      hasPassword: item.passwords.length > 0,
      isKept: item.isKept,
    });
    items.set(id, { ...item, described });
    byHash.set(item.hash, id);
  };
  const add = (part: InputObject, arrival: Arrival) => {
    const hash = createHash('sha256').update(part.object.der).digest('hex');
    const known = byHash.get(hash);
    if (known !== undefined) return known;
    count += 1;
    const id = `object-${count}`;
    put(id, { part, hash, origin: arrival.origin, passwords: [], isKept: false, arrival });
    return id;
  };

  const close = (id: string) => {
    const item = items.get(id);
    if (item === undefined) return;
    byHash.delete(item.hash);
    items.delete(id);
    if (item.isKept) secrets.remove(item.hash);
  };

  const open = (id: string, item: Item, password: string, isKept: boolean) => {
    const { part, origin, hash } = item;
    const material = { part, origin, passwords: [password] };
    const refused = refusalOf(inspect(material));
    if (refused !== null) return refused;
    const inside = certificates.add(part.load([password]).certificates, origin);
    if (inside.added.length > 0) certificates.tell();
    const arrival = { origin, certificates: [...inside.added, ...inside.alreadyLoaded] };
    if (isKept) secrets.write(hash, encodeKept(material));
    put(id, { ...material, hash, isKept, arrival });
    return { outcome: 'unlocked' } as const;
  };

  for (const secret of secrets.readAll()) {
    const kept = decodeKept(secret);
    if (kept === null) continue; // Of another version: it stays where it is.
    const id = add(kept.part, { origin: kept.origin, certificates: [] });
    const item = items.get(id);
    const [password] = kept.passwords;
    if (item !== undefined && password !== undefined) open(id, item, password, true);
  }

  return {
    list,
    add,
    get: (id) => {
      const certificate = certificates.find(id);
      if (certificate !== null) return ok(inspectObject(certificate.der, context([])));
      const [own = '', ...path] = id.split('/');
      const item = items.get(own);
      const found = item === undefined ? null : partOf(inspectWithIssuers(item), path);
      return found === null ? err({ code: 'not-found', what: 'object' }) : ok(alone(found));
    },
    unlock: (id, password, after = 'forget') => {
      const [own = ''] = id.split('/');
      const item = items.get(own);
      if (item === undefined) return err({ code: 'not-found', what: 'object' });
      const outcome = open(own, item, password, after === 'keep' && secrets.name !== null);
      if (outcome.outcome === 'unlocked') tell();
      return ok(outcome);
    },
    material: (id) => items.get(id.split('/')[0] ?? '') ?? null,
    close: (ids) => {
      for (const id of ids) close(id);
      tell();
    },
    tell,
  };
}

function partOf(object: InspectedObject, path: readonly string[]): InspectedObject | null {
  const [first, ...rest] = path;
  if (first === undefined) return object;
  const part = object.contains[Number(first)];
  return part === undefined ? null : partOf(part, rest);
}

/** An object without what lies in it, which is open by itself: ten thousand certificates are not sent at once. */
function alone(object: InspectedObject): InspectedObject {
  return { ...object, contains: [] };
}

/** Why a password does not open an object; null where it does. */
function refusalOf(object: InspectedObject): UnlockOutcome | null {
  const { problem } = object;
  const wrong = {
    outcome: 'refused' as const,
    code: 'wrong-password' as const,
    message: 'The password is wrong.',
  };
  if (problem?.code === 'unsupported') {
    return { outcome: 'refused', code: 'unsupported', message: problem.message };
  }
  if (problem?.code === 'wrong-password') return wrong;
  // Of several keys under passwords of their own, one that opens is enough.
  const locked = object.contains.filter(({ isLocked }) => isLocked);
  const opened = object.contains.some(({ kind, isLocked }) => kind === 'private-key' && !isLocked);
  return object.isLocked && (locked.length === 0 || !opened) ? wrong : null;
}
