import { assertNever } from '../../model/result.ts';
import { findStep } from '../find-step.ts';
import type { Flow, FlowStep } from '../flow.ts';
import { judgedAt } from '../judged-at.ts';
import { sourceWords } from '../source.ts';
import { readCacheLookedUp } from './cache-looked-up.ts';
import { readCacheStored } from './cache-stored.ts';
import { readCaseOpened } from './case-opened.ts';
import { readCertificatePresented } from './certificate-presented.ts';
import { readChainEvaluated } from './chain-evaluated.ts';
import { readChecksCompleted } from './checks-completed.ts';
import { readClientAnswered } from './client-answered.ts';
import { readDecisionMade } from './decision-made.ts';
import { readExchangeFailed } from './exchange-failed.ts';
import { readHandshakeFailed } from './handshake-failed.ts';
import { readIntermediateReached } from './intermediate-reached.ts';
import { readOcspNotEnabled } from './ocsp-not-enabled.ts';
import { readRequestSent } from './request-sent.ts';
import { readResponderUriChosen, readResponderUriMissing } from './responder-uri.ts';
import { readResponseReceived } from './response-received.ts';
import { readResponseRejected } from './response-rejected.ts';
import { readStatusConcluded } from './status-concluded.ts';
import type { StepReading } from './step-reading.ts';

/** Reads one step of a flow: what it is called, what happened, its facts and its message. */
export function readStep(flow: Flow, step: FlowStep): StepReading {
  switch (step.type) {
    case 'case-opened':
      return readCaseOpened(step);
    case 'handshake-failed':
      return readHandshakeFailed(step);
    case 'certificate-presented':
      return readCertificatePresented(step);
    case 'chain-evaluated':
      return readChainEvaluated(step);
    case 'ocsp-not-enabled':
      return readOcspNotEnabled();
    case 'responder-uri-chosen':
      return readResponderUriChosen(step);
    case 'responder-uri-missing':
      return readResponderUriMissing();
    case 'intermediate-reached':
      return readIntermediateReached(step);
    case 'cache-looked-up':
      return readCacheLookedUp(step, judgedAt(flow));
    case 'request-sent':
      return readRequestSent(step);
    case 'response-received':
      return readResponseReceived(
        step,
        findStep(flow.events, 'checks-completed')?.response?.certStatus ?? null,
      );
    case 'exchange-failed':
      return readExchangeFailed(step, flow.outcome?.reason ?? null);
    case 'response-rejected':
      return readResponseRejected(step);
    case 'checks-completed':
      return readChecksCompleted(step);
    case 'status-concluded':
      return readStatusConcluded(step);
    case 'cache-stored':
      return readCacheStored(step, flow.startedAt);
    case 'decision-made':
      return readDecisionMade(step, {
        source: flow.source,
        status: findStep(flow.events, 'status-concluded')?.status ?? null,
        isCancelled: flow.outcome?.reason?.code === 'cancelled',
      });
    case 'client-answered':
      return readClientAnswered(step, sourceWords(flow.source));
    default:
      return assertNever(step);
  }
}
