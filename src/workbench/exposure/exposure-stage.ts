import type { ClientLine } from '#mtls/client/client-line.ts';
import type { ClientIdentity } from '#mtls/client/client-options.ts';
import { hexOf } from '#pki/octets.ts';
import type { MeasuredPart } from '#shared/model/exposure.ts';
import { defaultBehaviour, type ResponderBehaviour } from '#shared/model/lab.ts';
import { defaultMtlsSettings } from '#shared/model/mtls.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { describeLabError } from '#shared/wording/lab.ts';
import { labClientIdentity } from '../mtls/client-visit.ts';
import { connectTo, createStageOfItsOwn } from '../stage-of-its-own.ts';
import type { Watch } from './first-denial.ts';
import type { MeasureOptions } from './measure-exposure.ts';
import { createResponderOfHabit } from './responder-of-habit.ts';
import { createStandingClock } from './standing-clock.ts';

/** Something that keeps an exposure from being measured. */
export class MeasureBroken extends Error {}

/** What is known of the parts before, in seconds since the revocation. */
export interface Moments {
  /** The last admissions: by an answer that was asked for, by one that was kept, and of all. */
  readonly asked: number;
  readonly kept: number;
  readonly last: number;
  /** When the cache has no more to say, so that silence would help the client. */
  readonly silence: number;
}

export interface ExposureStage {
  open(): Promise<void>;
  /** A new client, admitted up to the moment from which a part is watched. */
  watch(part: MeasuredPart['id'], moments: Moments): Promise<Watch>;
  close(): Promise<void>;
}

/** How a client comes: over a new connection, in a resumed session, or on the connection that it has. */
type Over = 'new' | 'resumed' | 'kept';

const over: Readonly<Record<MeasuredPart['id'], Over>> = {
  asked: 'new',
  kept: 'new',
  silent: 'new',
  resumption: 'resumed',
  'keep-alive': 'kept',
};

const validDays = 400;

/** A lab, a server and clients of its own, on a clock that stands where it is put. */
export function createExposureStage(options: MeasureOptions): ExposureStage {
  const { habits, random, signal } = options;
  const { nextUpdateSeconds, outageSeconds } = habits.responder;
  const clock = createStandingClock(options.clock);
  const responder = createResponderOfHabit(options.transport, habits.responder);
  const policy = policyInLab(options.policy);
  const settings = { ...defaultMtlsSettings, recheck: habits.server.recheck };
  const { stage, cache } = createStageOfItsOwn({
    clock,
    random,
    transport: responder,
    flows: { begin: () => ({ id: hexOf(random(16)), record: () => {}, finish: () => {} }) },
    policy: () => policy,
    settings: () => settings,
  });
  let clients = 0;

  const setFault = async (fault: ResponderBehaviour['fault']) => {
    const set = await stage.lab.setBehaviour({ ...defaultBehaviour, nextUpdateSeconds, fault });
    if (!set.ok) throw new MeasureBroken(describeLabError(set.error));
  };
  const connect = async (identity: ClientIdentity, session: Uint8Array | null) => {
    if (signal.aborted) throw new MeasureBroken('Cancelled.');
    const opened = await connectTo(stage, { identity, session, clock: options.clock });
    if (opened.ok) return opened.value;
    const why = opened.error?.failure?.message ?? 'The mTLS server does not run.';
    throw new MeasureBroken(`The client could not connect: ${why}`);
  };
  const newClient = async () => {
    clients += 1;
    const ocspUris = [{ to: 'responder' }] as const;
    const name = `Throw-away client ${clients}`;
    const issued = await stage.lab.ca.issueClient({ name, keyType: 'p256', validDays, ocspUris });
    if (!issued.ok) throw new MeasureBroken(describeLabError(issued.error));
    const { id } = issued.value;
    const identity = labClientIdentity(stage.lab, id);
    if (!identity.ok) throw new MeasureBroken('The client has no key.');
    return { id, identity: identity.value };
  };
  const revoke = (id: string) => {
    const revoked = stage.lab.ca.revoke(id, 'keyCompromise', null);
    if (!revoked.ok) throw new MeasureBroken(describeLabError(revoked.error));
    responder.revoked();
  };

  return {
    open: async () => {
      const started = await stage.lab.start();
      if (!started.ok) throw new MeasureBroken(describeLabError(started.error));
      await setFault(null);
      const opened = await stage.mtls.start();
      if (!opened.ok) throw new MeasureBroken(`The server did not start: ${opened.error.code}.`);
    },
    close: () => stage.stop(),
    watch: async (part, moments) => {
      clock.begin();
      responder.begin();
      await setFault(null);
      const client = await newClient();
      let line: ClientLine | null = null;
      let ticket: Uint8Array | null = null;
      let isSilent = false;
      let isRevoked = false;

      const visit = async (seconds: number, way: Over): Promise<boolean> => {
        clock.to(seconds);
        const silence = isRevoked && isSilentAt(seconds, { part, moments, outageSeconds });
        if (silence !== isSilent) await setFault(silence ? 'http-500' : null);
        isSilent = silence;
        if (line === null || way !== 'kept') {
          const before: ClientLine | null = line;
          // A resumed session may bring no ticket of its own: the last one serves again.
          ticket = sessionOf(before) ?? ticket;
          line = await connect(client.identity, way === 'resumed' ? ticket : null);
          before?.close();
        }
        const { response, tls } = await line.ask();
        if (way === 'resumed' && tls?.session !== 'resumed') {
          throw new MeasureBroken('The TLS session was not resumed.');
        }
        return response?.status === 200;
      };
      const admitted = async (seconds: number): Promise<void> => {
        if (await visit(seconds, 'new')) return;
        line?.close();
        throw new MeasureBroken(
          seconds === moments.asked
            ? 'The client is denied even before it is revoked: there is no exposure to measure.'
            : 'The client was denied where it had been admitted before.',
        );
      };

      await admitted(moments.asked);
      revoke(client.id);
      isRevoked = true;
      if (part !== 'asked' && moments.kept > moments.asked) {
        // The worst client comes at the last moment at which the responder still says good.
        cache.clear();
        await admitted(moments.kept);
      }
      if (over[part] !== 'new' && moments.last > moments.kept) await admitted(moments.last);
      return {
        visit: (seconds) => {
          if (part === 'asked') cache.clear();
          return visit(seconds, over[part]);
        },
        end: async () => line?.close(),
      };
    },
  };
}

/** The lab's responder and its signers stand in the place of those that are configured. */
function policyInLab(policy: Policy): Policy {
  const { responderTrust } = defaultPolicy;
  const own = { responderUri: null, responderCertificate: null, responderTrust } as const;
  return { ...policy, ...own, addressPolicy: 'any' };
}

/** Silence follows what the cache had to say: it is the next that a revoked client can hope for. */
function isSilentAt(
  seconds: number,
  {
    part,
    moments: { silence },
    outageSeconds,
  }: {
    readonly part: MeasuredPart['id'];
    readonly moments: Moments;
    readonly outageSeconds: number | null;
  },
): boolean {
  if (part === 'asked' || part === 'kept' || seconds < silence) return false;
  return outageSeconds === null || seconds < silence + outageSeconds;
}

function sessionOf(line: ClientLine | null): Uint8Array | null {
  return line?.session() ?? null;
}
