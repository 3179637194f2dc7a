import { type FaultId, faultIds } from '#shared/model/lab.ts';
import type { LabRecord, LabState, LabStorage } from './lab-state.ts';

type Check = (value: unknown) => boolean;

/** One check for each field: the compiler refuses the table while one is missing. */
type Shape<T> = { readonly [K in keyof T]-?: Check };

const isText: Check = (value) => typeof value === 'string';
const isHex: Check = (value) => typeof value === 'string' && /^([0-9a-f]{2}){1,20}$/.test(value);
const isTime: Check = (value) => Number.isSafeInteger(value);
const isPort: Check = (value) => typeof value === 'number' && value >= 1 && value <= 65_535;
const isNull: Check = (value) => value === null;
const oneOf =
  (...allowed: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && allowed.includes(value);
const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

function has<T>(shape: Shape<T>): Check {
  const fields: [string, Check][] = Object.entries(shape);
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const found = new Map<string, unknown>(Object.entries(value));
    return fields.every(([name, check]) => check(found.get(name)));
  };
}

const isStatus = either(
  has({ status: oneOf('good', 'unknown') }),
  has({
    status: oneOf('revoked'),
    revocation: has({ time: isTime, reason: either(isText, isNull) }),
  }),
);

const faults: readonly FaultId[] = faultIds;
const isBehaviour = has<LabState['behaviour']>({
  signer: oneOf('ca', 'delegate', 'delegate-without-eku', 'expired-delegate', 'stranger'),
  responderIdBy: oneOf('name', 'key'),
  nextUpdateSeconds: either(isTime, isNull),
  nonce: oneOf('echo', 'ignore', 'wrong'),
  latencyMs: isTime,
  fault: either(oneOf(...faults), isNull),
});

const isRecord = has<LabRecord>({
  id: isText,
  name: isText,
  organization: isText,
  role: isText,
  profile: isText,
  purpose: isText,
  issuerId: isText,
  keyType: oneOf('p256', 'p384', 'rsa2048', 'ed25519'),
  notBefore: isTime,
  notAfter: isTime,
  ocspUris: listOf(
    either(has({ to: oneOf('responder', 'backup') }), has({ to: oneOf('elsewhere'), uri: isText })),
  ),
  serialNumber: isHex,
  formerSerialNumbers: listOf(isHex),
  status: either(isStatus, isNull),
  backupStatus: either(isStatus, isNull),
  behaviour: either(isBehaviour, isNull),
  pem: isText,
});

const isState = has<LabState>({
  version: (value) => value === 1,
  createdAt: isTime,
  keyType: oneOf('p256', 'rsa2048'),
  ports: has<LabState['ports']>({ responder: isPort, backup: isPort }),
  behaviour: isBehaviour,
  records: listOf(isRecord),
});

/** True for what some run of this version of the lab saved; a file may hold anything. */
export function isLabState(value: unknown): value is LabState {
  return isState(value);
}

/** Somewhere that keeps plain data by name. */
export interface NamedValues {
  read(name: string): unknown;
  write(name: string, value: unknown): void;
}

/** Keeps the state of the lab among other values, under `lab`; `load` throws where something else is kept there. */
export function createLabStorage(values: NamedValues): LabStorage {
  return {
    load: () => {
      const value = values.read('lab') ?? null;
      if (value === null) return null;
      if (!isLabState(value)) throw new Error('what is saved is no lab of this version');
      return value;
    },
    save: (state) => values.write('lab', state),
  };
}
