import { createHash } from 'node:crypto';
import { encodeErrorResponse, encodeResponse } from '#pki/ocsp/encode-response.ts';
import { createNonceExtension } from '#pki/ocsp/nonce.ts';
import type { CertId, DecodedResponderId, OcspRequest, SingleResponse } from '#pki/ocsp/types.ts';
import type { Certificate, Extension } from '#pki/x509/certificate.ts';
import type { FaultId, ResponderAnswer, ResponderBehaviour } from '#shared/model/lab.ts';
import type { OcspResponseStatus } from '#shared/model/ocsp.ts';
import type { RandomBytes } from '#shared/model/ports.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { KnownCertificate, ResponderAuthority } from './authority.ts';

/** What an answer depends on besides the question. */
export interface AnswerContext {
  readonly authority: ResponderAuthority;
  readonly now: EpochMs;
  readonly random: RandomBytes;
}

/** An OCSP response that is ready to be sent, and what it says. */
export interface Answer {
  readonly bytes: Uint8Array;
  readonly responseStatus: OcspResponseStatus;
  readonly answers: readonly ResponderAnswer[];
  /** What it was made by: of the certificate that was asked about, else of the responder. */
  readonly behaviour: ResponderBehaviour;
}

/** One question of a request, and what is known about it. */
interface Question {
  readonly certId: CertId;
  readonly serialNumber: string;
  readonly known: KnownCertificate | null;
}

/** One thing that the response says. */
interface Statement {
  readonly certId: CertId;
  readonly serialNumber: string;
  readonly name: string | null;
  readonly certStatus: SingleResponse['certStatus'];
}

/** Faults that are answers by themselves. */
const errorStatusOf: Partial<Record<FaultId, Exclude<OcspResponseStatus, 'successful'>>> = {
  'malformed-request': 'malformedRequest',
  'internal-error': 'internalError',
  'try-later': 'tryLater',
  'sig-required': 'sigRequired',
  unauthorized: 'unauthorized',
};

/**
 * Answers a decoded request. Where several certificates are asked about at once, the first of them that has
 * a behaviour of its own decides how.
 */
export function answerRequest(request: OcspRequest, context: AnswerContext): Answer {
  const { authority } = context;
  const served = request.requestList.map(({ certId }) => authority.serves(certId));
  const questions = request.requestList.map(({ certId }, index): Question => {
    const serialNumber = Buffer.from(certId.serialNumber).toString('hex');
    const known = served[index] === true ? authority.find(serialNumber) : null;
    return { certId, serialNumber, known };
  });
  const own = questions.find(({ known }) => known?.behaviour)?.known?.behaviour;
  const behaviour = own ?? authority.behaviour;
  const faultStatus = behaviour.fault === null ? undefined : errorStatusOf[behaviour.fault];
  if (faultStatus !== undefined) return refuse(faultStatus, behaviour);
  if (request.requestList.length === 0) return refuse('malformedRequest', behaviour);
  // RFC 5019 §2.2.3: unauthorized is the word of a responder that has no authority over any of it.
  if (!served.includes(true)) return refuse('unauthorized', behaviour);
  const times = timesOf(behaviour, Math.floor(context.now / 1000) * 1000);
  const statements = questions.flatMap((question) =>
    statementsOn(question, { behaviour, authority, at: times.thisUpdate }),
  );
  return {
    bytes: sign(request.nonce, { statements, times, behaviour }, context),
    responseStatus: 'successful',
    answers: statements.map(({ serialNumber, name, certStatus }) => ({
      serialNumber,
      name,
      status: certStatus.status,
    })),
    behaviour,
  };
}

/** An error response (RFC 6960 §2.3), which nobody signs. */
export function refuse(
  status: Exclude<OcspResponseStatus, 'successful'>,
  behaviour: ResponderBehaviour,
): Answer {
  return { bytes: encodeErrorResponse(status), responseStatus: status, answers: [], behaviour };
}

/** What a signed response is made of. */
interface Content {
  readonly statements: readonly Statement[];
  readonly times: Times;
  readonly behaviour: ResponderBehaviour;
}

function sign(
  nonce: Uint8Array | null,
  { statements, times, behaviour }: Content,
  { authority, random }: AnswerContext,
): Uint8Array {
  const { fault } = behaviour;
  const { thisUpdate, nextUpdate, producedAt } = times;
  const signer = authority.signer(fault === 'unissued-signer' ? 'unissued' : behaviour.signer);
  return encodeResponse({
    version: 0,
    responderId: responderIdOf(signer.certificate, behaviour),
    producedAt,
    responses: statements.map(({ certId, certStatus }) => ({
      certId,
      certStatus,
      thisUpdate,
      nextUpdate,
      extensions: [],
    })),
    extensions: extensionsOf(nonce, behaviour, random),
    signatureAlgorithm: signer.algorithm,
    sign: (data) => {
      const signature = Uint8Array.from(signer.sign(data));
      // The last bit: in ECDSA that is inside `s`, so the encoding stays sound and only the number is wrong.
      const last = signature.length - 1;
      if (fault === 'bad-signature') signature[last] = (signature[last] ?? 0) ^ 1;
      return signature;
    },
    certificates: signer.enclosed,
  });
}

/** What is said on one question: the truth as the CA knows it, unless the fault is to say something else. */
function statementsOn(
  { certId, serialNumber, known }: Question,
  context: {
    readonly behaviour: ResponderBehaviour;
    readonly authority: ResponderAuthority;
    readonly at: EpochMs;
  },
): readonly Statement[] {
  const { behaviour, authority, at } = context;
  const certStatus = known?.status ?? ({ status: 'unknown' } as const);
  const truth: Statement = { certId, serialNumber, name: known?.name ?? null, certStatus };
  switch (behaviour.fault) {
    case 'wrong-cert-id':
      return [{ ...truth, certId: authority.misattribute(certId) }];
    case 'other-serial-only': {
      const other = authority.another(serialNumber);
      if (other === null) return [];
      const otherId = { ...certId, serialNumber: Buffer.from(other.serialNumber, 'hex') };
      const { name, status } = other;
      return [{ certId: otherId, serialNumber: other.serialNumber, name, certStatus: status }];
    }
    case 'conflicting-answers': {
      const revoked = { status: 'revoked', revocation: { time: at, reason: null } } as const;
      const second = certStatus.status === 'revoked' ? certStatus : revoked;
      return [
        { ...truth, certStatus: { status: 'good' } },
        { ...truth, certStatus: second },
      ];
    }
    default:
      return [truth];
  }
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface Times {
  readonly producedAt: EpochMs;
  readonly thisUpdate: EpochMs;
  readonly nextUpdate: EpochMs | null;
}

function timesOf({ fault, nextUpdateSeconds }: ResponderBehaviour, now: EpochMs): Times {
  if (fault === 'stale') {
    const then = now - 12 * hourMs;
    return { producedAt: then, thisUpdate: then, nextUpdate: then + hourMs };
  }
  const thisUpdate = fault === 'future' ? now + dayMs : now;
  const nextUpdate = nextUpdateSeconds === null ? null : thisUpdate + nextUpdateSeconds * 1000;
  return { producedAt: now, thisUpdate, nextUpdate };
}

function responderIdOf(
  certificate: Certificate,
  { responderIdBy }: ResponderBehaviour,
): DecodedResponderId {
  if (responderIdBy === 'name') return { by: 'name', name: certificate.subject };
  const keyHash = createHash('sha1').update(certificate.subjectPublicKey).digest();
  return { by: 'key', keyHash };
}

/** An object identifier of the example arc: nobody will ever give it a meaning. */
const oidOfNoMeaning = '2.999.1';

function extensionsOf(
  asked: Uint8Array | null,
  behaviour: ResponderBehaviour,
  random: RandomBytes,
): readonly Extension[] {
  const extensions: Extension[] = [];
  const isWrong = behaviour.nonce === 'wrong' || behaviour.fault === 'wrong-nonce';
  if (isWrong) extensions.push(createNonceExtension(random(asked?.length ?? 32)));
  else if (behaviour.nonce === 'echo' && asked !== null) {
    extensions.push(createNonceExtension(asked));
  }
  if (behaviour.fault === 'critical-extension') {
    extensions.push({ oid: oidOfNoMeaning, critical: true, value: Uint8Array.of(0x05, 0x00) });
  }
  return extensions;
}
