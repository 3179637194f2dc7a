import type { ServerResponse } from 'node:http';
import type { Extension } from '#pki/x509/certificate.ts';
import type { FaultDescription } from '#shared/model/lab.ts';
import type { OcspResponseStatus } from '#shared/model/ocsp.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { AnswerTimes, Statement } from '../responder/answer-content.ts';
import type { CaAuthority, ResponderAuthority } from '../responder/authority.ts';
import type { Delivered, HttpReply } from '../responder/deliver.ts';

/** A fault: what it does in words, what a correct checker must do about it, and its effect. One file each. */
export interface Fault extends FaultDescription {
  readonly effect: FaultEffect;
}

/** Where a fault takes hold, from the port inwards to the signed answer. */
export type FaultEffect =
  | { readonly at: 'port' }
  /** Sends the reply in a way of its own; resolves when all is sent or the connection is gone. */
  | {
      readonly at: 'delivery';
      readonly deliver: (response: ServerResponse, reply: HttpReply) => Promise<Delivered>;
    }
  | { readonly at: 'reply'; readonly change: (reply: HttpReply) => HttpReply }
  | { readonly at: 'status'; readonly status: Exclude<OcspResponseStatus, 'successful'> }
  | ({ readonly at: 'answer' } & AnswerChanges);

/** What a fault changes in a signed answer; what it leaves out is as it should be. */
export interface AnswerChanges {
  readonly statements?: (truth: Statement, facts: StatementFacts) => readonly Statement[];
  readonly times?: (now: EpochMs, nextUpdateSeconds: number | null) => AnswerTimes;
  readonly nonce?: 'wrong';
  readonly extensions?: readonly Extension[];
  readonly signer?: 'unissued';
  readonly signature?: (octets: Uint8Array) => Uint8Array;
}

/** What a false statement is made from. */
export interface StatementFacts {
  readonly authority: ResponderAuthority;
  readonly ca: CaAuthority;
  readonly at: EpochMs;
}

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
