import type { Transport } from '#engine/ask/ports.ts';
import { parseResponderUri } from '#engine/ask/transport/responder-target.ts';
import { findIssuer } from '#engine/judge/chain/chain.ts';
import { labIds } from '#lab/ca/first-certificates.ts';
import type { LabCa } from '#lab/ca/lab-ca.ts';
import { type CardSubjects, planQuestions } from '#matrix/responder-card/plan-questions.ts';
import { probeResponder } from '#matrix/responder-card/probe-responder.ts';
import type { Certificate } from '#pki/x509/certificate.ts';
import { decodeCertificate } from '#pki/x509/decode-certificate.ts';
import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import type { PlannedQuestion, ResponderCard } from '#shared/model/responder-card.ts';
import type { CardOrder, CardPlan } from '#shared/model/responder-card-view.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { WorkbenchError } from '../error.ts';
import type { EventHub } from '../events.ts';
import type { LoadedCertificates } from '../objects/loaded-certificates.ts';

/** Asks a responder what it can do, one at a time. */
export interface ResponderCards {
  /** What would be sent. */
  plan(order: CardOrder): Result<CardPlan, WorkbenchError>;
  /** Sends it; null where that was cancelled. */
  ask(order: CardOrder): Promise<Result<ResponderCard | null, WorkbenchError>>;
  cancel(): void;
  /** The card that was made last. */
  last(): ResponderCard | null;
}

export interface ResponderCardsOptions {
  readonly certificates: LoadedCertificates;
  readonly ca: LabCa;
  readonly transport: Transport;
  readonly hub: EventHub;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

interface Prepared {
  readonly subjects: CardSubjects;
  readonly questions: readonly PlannedQuestion[];
}

/** A card asks about no more certificates than these. */
const mostSubjects = 3;
const timeoutMs = 10_000;
const longestIntervalMs = 60_000;

export function createResponderCards(options: ResponderCardsOptions): ResponderCards {
  const { hub, random } = options;
  let asking: AbortController | null = null;
  let last: ResponderCard | null = null;
  const prepare = (order: CardOrder): Result<Prepared, WorkbenchError> => {
    const subjects = subjectsOf(order, options);
    return subjects.ok
      ? ok({ subjects: subjects.value, questions: planQuestions(subjects.value, random) })
      : subjects;
  };
  const send = async (
    order: CardOrder,
    { subjects, questions }: Prepared,
  ): Promise<ResponderCard | null> => {
    asking = new AbortController();
    const total = questions.length;
    let done = 0;
    try {
      return await probeResponder({
        uri: order.uri.trim(),
        ...{ subjects, questions, timeoutMs },
        transport: options.transport,
        clock: options.clock,
        intervalMs: order.intervalMs,
        signal: asking.signal,
        onExchange: () => {
          done += 1;
          hub.emit({ type: 'responder-card-changed', done, total });
        },
      });
    } finally {
      asking = null;
    }
  };
  return {
    plan: (order) => {
      const prepared = prepare(order);
      if (!prepared.ok) return prepared;
      const { subjects, questions } = prepared.value;
      return ok({
        questions: questions.map(({ id, method, what, body }) => ({
          ...{ id, method, what, octets: body.length },
        })),
        issuer: subjects.issuer.facts.subjectText,
        certificates: subjects.certificates.map(({ facts }) => facts.subjectText),
      });
    },
    ask: async (order) => {
      if (asking !== null) return err({ code: 'busy', what: 'responder-card' });
      if (!parseResponderUri(order.uri).ok) {
        return refuse('uri', 'This is no http or https URI, such as http://ocsp.example.com/');
      }
      const { intervalMs } = order;
      if (!Number.isInteger(intervalMs) || intervalMs < 0 || intervalMs > longestIntervalMs) {
        return refuse('intervalMs', `From 0 to ${longestIntervalMs} milliseconds.`);
      }
      const prepared = prepare(order);
      if (!prepared.ok) return prepared;
      const card = await send(order, prepared.value);
      if (card !== null) last = card;
      return ok(card);
    },
    cancel: () => asking?.abort(),
    last: () => last,
  };
}

function refuse(field: keyof CardOrder, message: string): Result<never, WorkbenchError> {
  return err({ code: 'fields-invalid', problems: [{ field, message }] });
}

function subjectsOf(
  { issuer: chosen }: CardOrder,
  { certificates, ca }: ResponderCardsOptions,
): Result<CardSubjects, WorkbenchError> {
  if (chosen.kind === 'lab') {
    if (ca.state === null) return err({ code: 'lab-not-open' });
    const all = ca.certificates();
    const issuer = decode(all.find(({ id }) => id === labIds.issuing)?.der);
    if (issuer === null) return err({ code: 'not-found', what: 'issuer' });
    const clients = all.filter(
      ({ role, issuerId }) => role === 'client' && issuerId === labIds.issuing,
    );
    return ok({
      issuer,
      certificates: clients.slice(0, mostSubjects).flatMap(({ der }) => decode(der) ?? []),
    });
  }
  const issuer = certificates.find(chosen.fingerprint);
  if (issuer === null) return err({ code: 'not-found', what: 'issuer' });
  const issued = certificates
    .list()
    .flatMap(({ summary }) => certificates.find(summary.fingerprint) ?? [])
    .filter((each) => each !== issuer && findIssuer(each, [issuer]) !== null);
  return ok({ issuer, certificates: issued.slice(0, mostSubjects) });
}

function decode(der: Uint8Array | undefined): Certificate | null {
  const decoded = der === undefined ? null : decodeCertificate(der);
  return decoded?.ok === true ? decoded.value : null;
}
