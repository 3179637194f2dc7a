import type { Exposure, ExposureHabits, ExposurePart } from '#shared/model/exposure.ts';
import { fallbackFor, type Policy } from '#shared/model/policy.ts';
import { answerLife } from './answer-life.ts';

/**
 * The longest time that a certificate which is revoked now is still admitted: the responder does not know yet; its
 * old answer comes again; the cache keeps that; the responder is silent and the fallback admits; a session is
 * resumed, a connection kept open. Each can begin when the one before ends, so that they add up.
 */
export function exposureOf(policy: Policy, habits: ExposureHabits): Exposure {
  if (policy.ocsp === 'not-enabled') {
    const formula = 'nobody is asked';
    return sum([{ id: 'ocsp-not-enabled', seconds: null, setting: 'policy.ocsp', formula }]);
  }
  const { responder, server } = habits;
  const delay: ExposurePart = {
    id: 'responder-delay',
    seconds: responder.delaySeconds,
    setting: 'responder.delaySeconds',
    formula: `delay = ${responder.delaySeconds} s`,
  };
  return sum([
    delay,
    ...answerLife(policy, responder),
    outagePart(policy, habits),
    resumptionPart(server),
    keepAlivePart(server),
  ]);
}

function sum(parts: readonly ExposurePart[]): Exposure {
  const seconds = parts.reduce<number | null>(
    (total, part) => (total === null || part.seconds === null ? null : total + part.seconds),
    0,
  );
  return { seconds, parts };
}

/** Silence admits where the fallback does. So does an old answer that no longer counts: it comes, and is not valid. */
function outagePart(policy: Policy, { responder }: ExposureHabits): ExposurePart {
  const part = { id: 'outage', setting: 'policy.fallback' } as const;
  const admitsInvalid = fallbackFor(policy, 'answer-not-valid') === 'allow';
  if (admitsInvalid && responder.oldAnswers === 'come-again') {
    const formula = 'fallback allow for an answer that is not valid: no end';
    return { ...part, seconds: null, formula };
  }
  if (fallbackFor(policy, 'no-answer') === 'block') {
    return { ...part, seconds: 0, formula: 'fallback block: 0 s' };
  }
  const { outageSeconds } = responder;
  if (outageSeconds === null) {
    return { ...part, seconds: null, formula: 'fallback allow, silence without a limit: no end' };
  }
  const formula = `fallback allow: silence = ${outageSeconds} s`;
  return { ...part, seconds: outageSeconds, setting: 'responder.outageSeconds', formula };
}

function resumptionPart({ resumption, sessionSeconds }: ExposureHabits['server']): ExposurePart {
  const part = { id: 'resumption', setting: 'server.resumption' } as const;
  if (resumption === 'judged-again') return { ...part, seconds: 0, formula: 'judged again: 0 s' };
  const formula = sessionSeconds === null ? 'session: no end' : `session = ${sessionSeconds} s`;
  return { ...part, seconds: sessionSeconds, formula };
}

function keepAlivePart({ recheck, connectionSeconds }: ExposureHabits['server']): ExposurePart {
  const part = { id: 'keep-alive', setting: 'server.recheck' } as const;
  if (recheck === 'each-request') {
    return { ...part, seconds: 0, formula: 'each request is decided on: 0 s' };
  }
  const formula =
    connectionSeconds === null ? 'connection: no end' : `connection = ${connectionSeconds} s`;
  return { ...part, seconds: connectionSeconds, formula };
}
