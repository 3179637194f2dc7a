import { decisionWords } from '#shared/flow/describe-verdict.ts';
import type { Flow, FlowStep } from '#shared/flow/flow.ts';
import type { FieldNode } from '#shared/model/inspection.ts';
import { clientInWords } from '#shared/wording/client.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import { toReadableDuration, toReadableUtc } from '#shared/wording/time.ts';
import { describeTransportError } from '#shared/wording/transport.ts';
import { formatByteCount } from '../../format/bytes.ts';
import { expiryCauseSentence } from '../../format/cache.ts';
import { sourceWords } from '../../format/flow.ts';
import { answerWords } from './client-words.ts';

/** A step by its name, what it carried if anything, and the facts that no message holds. */
export interface StepFacts {
  readonly title: string;
  /** What the bytes of the step are; null where it has none. */
  readonly message: 'certificate' | 'issuer' | 'request' | 'response' | 'body' | null;
  readonly facts: readonly FieldNode[];
}

type StepOf<T extends FlowStep['type']> = Extract<FlowStep, { type: T }>;

/** What there is to say of one step of a flow; null where the flow has no such step. */
export function stepFacts(flow: Flow, eventIndex: number): StepFacts | null {
  const event = flow.events[eventIndex];
  if (event === undefined) return null;
  const { title, message, facts } = factsOf(flow, event.step);
  return {
    title,
    message,
    facts: [...facts, text('When', `${toReadableDuration(event.atMs)} after the start`)],
  };
}

function factsOf(flow: Flow, step: FlowStep): StepFacts {
  switch (step.type) {
    case 'certificate-presented':
      return presented(step);
    case 'chain-evaluated':
      return chainEvaluated(step);
    case 'ocsp-not-enabled':
      return plain('OCSP not enabled', [text('Policy', 'OCSP checking is switched off')]);
    case 'responder-uri-chosen':
      return plain('Responder URI', [
        mono('URI', step.uri),
        text(
          'Taken from',
          step.source === 'configuration' ? 'the policy' : 'AIA, the first OCSP URI',
        ),
        ...step.ignored.map((uri) => mono('Ignored', uri)),
      ]);
    case 'responder-uri-missing':
      return plain('No responder URI', [
        text('Policy', 'no responder URI is configured'),
        text('Certificate', 'no OCSP URI in authorityInfoAccess'),
      ]);
    case 'cache-looked-up':
      return cacheLookedUp(step);
    case 'request-sent':
      return {
        title: 'OCSP request',
        message: 'request',
        facts: [
          mono('Sent to', step.request.url),
          text(
            'Method',
            `${step.request.method}, ${formatByteCount(step.request.ocspRequest.length)}`,
          ),
          ...(step.nonce === null ? [] : [mono('Nonce', step.nonce)]),
        ],
      };
    case 'response-received':
      return {
        title: 'OCSP response',
        message: 'response',
        facts: [
          text('Size', formatByteCount(step.response.body.length)),
          text('Answered in', toReadableDuration(step.response.timings.total)),
          ...(step.response.shared ? [text('Shared', 'with an identical request in flight')] : []),
        ],
      };
    case 'exchange-failed':
      return exchangeFailed(flow, step);
    default:
      return judged(flow, step);
  }
}

type Judged = StepOf<
  | 'response-rejected'
  | 'checks-completed'
  | 'status-concluded'
  | 'cache-stored'
  | 'decision-made'
  | 'client-answered'
>;

function judged(flow: Flow, step: Judged): StepFacts {
  switch (step.type) {
    case 'response-rejected':
      return plain('Response cannot be read', [
        text('Problem', step.error.message),
        mono('Field', step.error.path === '' ? 'OCSPResponse' : step.error.path),
        mono('Offset', String(step.error.offset)),
      ]);
    case 'checks-completed':
      return plain('Checks', responseFacts(step));
    case 'status-concluded':
      return plain(`Status: ${step.status}`, [
        ...(step.reason === null
          ? []
          : [text('Reason', step.reason.message), mono('Code', step.reason.code)]),
        ...(step.reason?.remedy == null ? [] : [text('Remedy', step.reason.remedy)]),
        ...(step.revocation === null
          ? []
          : [
              mono('Revoked at', toReadableUtc(step.revocation.time)),
              text('Reason given', step.revocation.reason ?? 'none'),
            ]),
      ]);
    case 'cache-stored':
      return plain('Kept in the cache', [
        mono('Until', toReadableUtc(step.expiresAt)),
        text('Why', expiryCauseSentence(step.expiryCause)),
      ]);
    case 'decision-made':
      return plain(decisionWords(step.decision.outcome), [
        text('Decided by', decidedBy(step.decision.decidedBy)),
        ...(step.fallback === null ? [] : [text('Fallback', step.fallback)]),
      ]);
    case 'client-answered':
      return plain('Answer to the client', [
        text('Answer', answerWords(flow)),
        text('Asked by', sourceWords(flow.source)),
      ]);
  }
}

function decidedBy(by: 'chain' | 'ocsp-not-enabled' | 'status' | 'fallback'): string {
  const words = {
    chain: 'the certificate chain, before OCSP',
    'ocsp-not-enabled': 'the policy: OCSP is not enabled',
    status: 'the verified status',
    fallback: 'the fallback of the policy',
  };
  return words[by];
}

function presented(step: StepOf<'certificate-presented'>): StepFacts {
  const { certificate, chain, connection } = step;
  if (certificate === null) return plain('No certificate presented', []);
  const program = connection === null ? null : clientInWords(connection);
  return {
    title: 'Certificate presented',
    message: 'certificate',
    facts: [
      text('Subject', certificate.summary.subject),
      mono('Serial number', toReadableSerial(certificate.summary.serialNumber)),
      text(
        'Presented by',
        connection === null ? 'you: it is loaded here' : `a client at ${connection.peerAddress}`,
      ),
      ...(connection === null
        ? []
        : [
            text(
              'Connection',
              `${connection.protocol}, ${connection.cipher}, ${connection.session === 'resumed' ? 'session resumed' : 'new session'}`,
            ),
            text('Request', `number ${connection.requestNumber} on its connection`),
            ...(program === null ? [] : [text('Client', program)]),
          ]),
      ...chain.map(({ summary }) => text('Sent with it', summary.subject)),
    ],
  };
}

function chainEvaluated(step: StepOf<'chain-evaluated'>): StepFacts {
  const { evaluation, issuer } = step;
  return {
    title:
      evaluation.outcome === 'trusted'
        ? 'Certificate chain holds'
        : 'Certificate chain does not hold',
    message: issuer === null ? null : 'issuer',
    facts: [
      ...evaluation.links.map((link) =>
        text(link.outcome === 'pass' ? 'Link holds' : 'Link fails', link.message),
      ),
      ...(issuer === null ? [] : [text('Issuer', issuer.summary.subject)]),
    ],
  };
}

function cacheLookedUp(step: StepOf<'cache-looked-up'>): StepFacts {
  switch (step.outcome) {
    case 'miss':
      return plain('Cache lookup', [
        text('Result', 'no entry for this certificate, responder and policy'),
      ]);
    case 'bypassed':
      return plain('Cache not asked', [text('Policy', 'the cache is switched off')]);
    case 'stale':
      return plain('Cache entry not served', [
        text('Check', step.check.title),
        text('Result', step.check.message),
      ]);
    case 'hit':
      return {
        title: 'Answer from the cache',
        message: 'response',
        facts: [
          mono('Responder', step.entry.responderUri),
          mono('Stored', toReadableUtc(step.entry.storedAt)),
          mono('Kept until', toReadableUtc(step.entry.expiresAt)),
          text('Why', expiryCauseSentence(step.entry.expiryCause)),
          text('Hits', String(step.entry.hits)),
        ],
      };
  }
}

function exchangeFailed(flow: Flow, step: StepOf<'exchange-failed'>): StepFacts {
  const reason = flow.outcome?.reason ?? null;
  const { short } = describeTransportError(step.error);
  const isReason = reason !== null && reason.code === step.error.code;
  return {
    title: short.charAt(0).toUpperCase() + short.slice(1),
    message: step.response === null || step.response.body.length === 0 ? null : 'body',
    facts: [
      ...(isReason ? [text('What happened', reason.message)] : []),
      mono('Code', step.error.code),
      ...(isReason && reason.remedy !== null ? [text('Remedy', reason.remedy)] : []),
    ],
  };
}

function responseFacts(step: StepOf<'checks-completed'>): readonly FieldNode[] {
  const { response } = step;
  if (response === null) return [];
  const signer =
    'byName' in response.responderId
      ? response.responderId.byName
      : `key ${response.responderId.byKey}`;
  return [
    mono('Produced at', toReadableUtc(response.producedAt)),
    ...(response.thisUpdate === null
      ? []
      : [mono('This update', toReadableUtc(response.thisUpdate))]),
    mono(
      'Next update',
      response.nextUpdate === null ? 'absent' : toReadableUtc(response.nextUpdate),
    ),
    text('Responder', signer),
    text('Signed by', response.signer ?? 'nobody whose signature verifies'),
    text('Algorithm', response.signatureAlgorithm),
  ];
}

function plain(title: string, facts: readonly FieldNode[]): StepFacts {
  return { title, message: null, facts };
}

function text(label: string, value: string): FieldNode {
  return { label, value, face: 'text', range: null, children: [] };
}

function mono(label: string, value: string): FieldNode {
  return { label, value, face: 'mono', range: null, children: [] };
}
