import type {
  FaultDescription,
  FaultId,
  ResponderSigner,
  SignerDescription,
} from '#shared/model/lab.ts';
import { faultIds } from '#shared/model/lab.ts';

type Fault = Omit<FaultDescription, 'id'>;

const anywhere = 'responder-or-certificate';

/** Every fault with what a correct checker must do about it; keyed, so that none can be left out. */
const faults: Readonly<Record<FaultId, Fault>> = {
  'refuse-connection': {
    title: 'Refuse connection',
    what: 'The port is closed: nobody accepts connections there.',
    instruction: 'Conclude nothing and leave the decision to the fallback, without delay.',
    kind: 'transport',
    scope: 'responder',
  },
  'never-answer': {
    title: 'Never answer',
    what: 'Takes the request and sends nothing, with the connection open.',
    instruction: 'Give up at the time limit; the status is undetermined and the fallback decides.',
    kind: 'transport',
    scope: anywhere,
  },
  'slow-bytes': {
    title: 'Slow bytes',
    what: 'Sends the right answer at four octets a second.',
    instruction: 'Hold the whole exchange to the time limit, however regularly octets arrive.',
    kind: 'transport',
    scope: anywhere,
  },
  'http-500': {
    title: 'HTTP 500',
    what: 'Sends the right answer under HTTP 500.',
    instruction: 'Take no answer from an HTTP error, whatever its body says.',
    kind: 'http',
    scope: anywhere,
  },
  'wrong-content-type': {
    title: 'Wrong content type',
    what: 'Sends the right answer labelled text/html.',
    instruction: 'Judge the signed octets, not their label, and report the label.',
    kind: 'http',
    scope: anywhere,
  },
  'truncated-body': {
    title: 'Truncated body',
    what: 'Announces the whole answer, sends half and closes the connection.',
    instruction: 'Conclude nothing from half an answer.',
    kind: 'http',
    scope: anywhere,
  },
  'trailing-bytes': {
    title: 'Trailing bytes',
    what: 'Sends the right answer and 16 octets more.',
    instruction: 'Refuse the message: nothing may follow the OCSPResponse.',
    kind: 'http',
    scope: anywhere,
  },
  'oversized-body': {
    title: 'Oversized body',
    what: 'Sends the right answer and goes on to 10 MiB, without announcing a length.',
    instruction: 'Stop reading at the size limit and conclude nothing.',
    kind: 'http',
    scope: anywhere,
  },
  'malformed-request': errorStatus('malformedRequest', 'the request is said to be malformed'),
  'internal-error': errorStatus('internalError', 'the responder is in trouble'),
  'try-later': errorStatus('tryLater', 'the responder has no answer now'),
  'sig-required': errorStatus('sigRequired', 'requests must be signed here'),
  unauthorized: errorStatus('unauthorized', 'this CA is not served here'),
  'wrong-cert-id': {
    title: 'Wrong CertID',
    what: 'Answers for this serial number of another CA.',
    instruction: 'Refuse: the answer must match the CertID asked for in every field.',
    kind: 'response',
    scope: anywhere,
  },
  'other-serial-only': {
    title: 'Other serial only',
    what: 'Answers for another certificate of the same CA.',
    instruction: 'Refuse: an answer about another serial number says nothing about this one.',
    kind: 'response',
    scope: anywhere,
  },
  stale: {
    title: 'Stale',
    what: 'Sends an answer of twelve hours ago, good for one hour.',
    instruction: 'Refuse: nextUpdate has passed, and newer information was promised by then.',
    kind: 'response',
    scope: anywhere,
  },
  future: {
    title: 'From the future',
    what: 'Sends an answer whose thisUpdate is tomorrow.',
    instruction: 'Refuse: thisUpdate may not be later than now and the allowed skew.',
    kind: 'response',
    scope: anywhere,
  },
  'bad-signature': {
    title: 'Bad signature',
    what: 'Changes one bit of the signature.',
    instruction: 'Refuse: neither good nor revoked may be believed without a valid signature.',
    kind: 'response',
    scope: anywhere,
  },
  'unissued-signer': {
    title: 'Signer issued by nobody',
    what: "Signs with a self-signed certificate under the delegate's name.",
    instruction: 'Refuse: a name proves nothing, the CA must have signed the delegate.',
    kind: 'response',
    scope: anywhere,
  },
  'wrong-nonce': {
    title: 'Wrong nonce',
    what: 'Returns a nonce that nobody sent.',
    instruction: 'Refuse if a nonce was sent: this answers another request, perhaps an old one.',
    kind: 'response',
    scope: anywhere,
  },
  'critical-extension': {
    title: 'Critical extension',
    what: 'Adds a critical extension that nobody knows.',
    instruction: 'Refuse: what is critical and not understood may change what the answer means.',
    kind: 'response',
    scope: anywhere,
  },
  'conflicting-answers': {
    title: 'Conflicting answers',
    what: 'Answers twice for one certificate: good, then revoked.',
    instruction: 'Take the strictest: revoked over unknown over good, and say that they differ.',
    kind: 'response',
    scope: anywhere,
  },
};

function errorStatus(name: string, meaning: string): Fault {
  return {
    title: name,
    what: `Answers with the error status ${name}: ${meaning}.`,
    instruction:
      'Conclude nothing: an error status is not signed and says nothing of the certificate.',
    kind: 'status',
    scope: anywhere,
  };
}

/** A fault by its id. */
export function describeFault(id: FaultId): FaultDescription {
  return { id, ...faults[id] };
}

/** All faults in the order in which they are offered. */
export const faultTable: readonly FaultDescription[] = faultIds.map(describeFault);

const signers: Readonly<Record<ResponderSigner, Omit<SignerDescription, 'id'>>> = {
  delegate: {
    title: 'Delegate',
    instruction: 'Accept: issued by the CA itself, with id-kp-OCSPSigning, and marked nocheck.',
  },
  ca: {
    title: 'The CA itself',
    instruction: 'Accept: the key that issued the certificate speaks for its own certificates.',
  },
  'delegate-without-eku': {
    title: 'Delegate without EKU',
    instruction: 'Refuse: the CA never gave this certificate the right to sign OCSP answers.',
  },
  'expired-delegate': {
    title: 'Expired delegate',
    instruction: 'Refuse: the delegation has ended, and its key may be anywhere by now.',
  },
  stranger: {
    title: 'Stranger',
    instruction: 'Refuse unless configured: another CA gave it the right to speak, not this one.',
  },
};

/** A choice of signer by its id. */
export function describeSigner(id: ResponderSigner): SignerDescription {
  return { id, ...signers[id] };
}

/** All choices of signer in the order in which they are offered. */
export const signerTable: readonly SignerDescription[] = (
  ['delegate', 'ca', 'delegate-without-eku', 'expired-delegate', 'stranger'] as const
).map(describeSigner);
