import { inspectWrapped } from '#inspect/inspect-object.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { InspectedKind, InspectedObject } from '#shared/model/inspection.ts';
import type { Clock } from '#shared/model/ports.ts';
import { ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from '../error.ts';
import type { LoadedCertificates } from '../objects/loaded-certificates.ts';
import type { OpenObjects } from '../objects/open-objects.ts';

/** An object with the file or place that it came from. */
export interface NamedObject {
  readonly origin: string;
  readonly object: InspectedObject;
}

/** Everything that is open, as views of it need it. A certificate goes by its fingerprint. */
export interface ViewedObjects {
  /** In the order of the list: certificates first. */
  ids(): readonly string[];
  /** Without what lies in it, which is open by itself. */
  read(id: string): Result<NamedObject, WorkbenchError>;
  /** With what lies in it, as the command line shows it. */
  readWhole(id: string): Result<NamedObject, WorkbenchError>;
  /** The certificates that are loaded. */
  certificates(): readonly Certificate[];
  /** The objects of a kind, by their octets. */
  ofKind(kind: InspectedKind): readonly OpenOctets[];
}

/** An open object, undecoded. */
export interface OpenOctets {
  readonly id: string;
  readonly title: string;
  readonly octets: Uint8Array;
}

export function createViewedObjects({
  certificates,
  objects,
  clock,
}: {
  readonly certificates: LoadedCertificates;
  readonly objects: OpenObjects;
  readonly clock: Clock;
}): ViewedObjects {
  const octetsOf = (id: string): Uint8Array | null => {
    // What lies in a container is made anew each time it is read.
    if (!id.includes('/')) return objects.material(id)?.part.object.der ?? null;
    const inside = objects.get(id);
    return inside.ok && inside.value.bytes.length > 0 ? inside.value.bytes : null;
  };
  const read = (id: string): Result<NamedObject, WorkbenchError> => {
    const object = objects.get(id);
    if (!object.ok) return object;
    const origin = certificates.originOf(id) ?? objects.material(id)?.origin ?? '';
    return ok({ origin, object: object.value });
  };
  return {
    ids: () => [...certificates.fingerprints(), ...objects.list().map(({ id }) => id)],
    read,
    readWhole: (id) => {
      const held = id.includes('/') ? null : objects.material(id);
      if (held === null) return read(id);
      const { part, passwords, origin } = held;
      const object = inspectWrapped(part.object, { now: clock.now(), passwords });
      return ok({ origin, object });
    },
    certificates: () =>
      certificates.fingerprints().flatMap((fingerprint) => certificates.find(fingerprint) ?? []),
    ofKind: (kind) =>
      objects
        .list()
        .filter((object) => object.kind === kind)
        .flatMap(({ id, title }) => {
          const octets = octetsOf(id);
          return octets === null ? [] : [{ id, title, octets }];
        }),
  };
}
