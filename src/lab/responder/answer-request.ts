import { createHash } from 'node:crypto';
import { encodeErrorResponse, encodeResponse } from '#pki/ocsp/encode-response.ts';
import { createNonceExtension } from '#pki/ocsp/nonce.ts';
import type { CertId, DecodedResponderId, OcspRequest } from '#pki/ocsp/types.ts';
import { hexOf } from '#pki/octets.ts';
import type { Certificate, Extension } from '#pki/x509/certificate.ts';
import type { ResponderAnswer, ResponderBehaviour } from '#shared/model/lab.ts';
import type { OcspResponseStatus } from '#shared/model/ocsp.ts';
import type { RandomBytes } from '#shared/model/ports.ts';
import type { EpochMs } from '#shared/model/time.ts';
import type { AnswerChanges, FaultEffect } from '../faults/fault.ts';
import { faultOf } from '../faults/registry.ts';
import type { AnswerTimes, Statement } from './answer-content.ts';
import type { CaAuthority, KnownCertificate, ResponderAuthority } from './authority.ts';

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

/**
 * Answers a decoded request in the name of the first CA that it names and that is served here; what it asks
 * of another is unknown to that one. Where several certificates are asked about at once, the first of them
 * that has a behaviour of its own decides how.
 */
export function answerRequest(request: OcspRequest, context: AnswerContext): Answer {
  const { authority } = context;
  const cas = request.requestList.map(({ certId }) => authority.caOf(certId));
  const ca = cas.find((one) => one !== null) ?? null;
  const questions = request.requestList.map(({ certId }, index): Question => {
    const serialNumber = hexOf(certId.serialNumber);
    const isOfCa = ca !== null && cas[index]?.name === ca.name;
    return { certId, serialNumber, known: isOfCa ? ca.find(serialNumber) : null };
  });
  const own = questions.find(({ known }) => known?.behaviour)?.known?.behaviour;
  const behaviour = own ?? authority.behaviour;
  const effect = effectOf(behaviour);
  if (effect?.at === 'status') return refuse(effect.status, behaviour);
  if (request.requestList.length === 0) return refuse('malformedRequest', behaviour);
  // RFC 5019 §2.2.3: unauthorized is the word of a responder that has no authority over any of it.
  if (ca === null) return refuse('unauthorized', behaviour);
  const changes = effect?.at === 'answer' ? effect : noChanges;
  const times = timesOf(behaviour, changes, Math.floor(context.now / 1000) * 1000);
  const statements = questions.flatMap((question) => {
    const truth = truthOn(question);
    const facts = { authority, ca, at: times.thisUpdate };
    return changes.statements?.(truth, facts) ?? [truth];
  });
  return {
    bytes: sign(request.nonce, { ca, statements, times, behaviour, changes }, context.random),
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

const noChanges: AnswerChanges = {};

function effectOf({ fault }: ResponderBehaviour): FaultEffect | null {
  return fault === null ? null : faultOf(fault).effect;
}

/** What a signed response is made of. */
interface Content {
  readonly ca: CaAuthority;
  readonly statements: readonly Statement[];
  readonly times: AnswerTimes;
  readonly behaviour: ResponderBehaviour;
  readonly changes: AnswerChanges;
}

function sign(nonce: Uint8Array | null, content: Content, random: RandomBytes): Uint8Array {
  const { ca, statements, times, behaviour, changes } = content;
  const { thisUpdate, nextUpdate, producedAt } = times;
  const signer = ca.signer(changes.signer ?? behaviour.signer);
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
    extensions: extensionsOf(nonce, content, random),
    signatureAlgorithm: signer.algorithm,
    sign: (data) => {
      const signature = signer.sign(data);
      return changes.signature?.(signature) ?? signature;
    },
    certificates: signer.enclosed,
  });
}

/** The truth as the CA knows it. */
function truthOn({ certId, serialNumber, known }: Question): Statement {
  const certStatus = known?.status ?? ({ status: 'unknown' } as const);
  return { certId, serialNumber, name: known?.name ?? null, certStatus };
}

function timesOf(
  { nextUpdateSeconds }: ResponderBehaviour,
  changes: AnswerChanges,
  now: EpochMs,
): AnswerTimes {
  const nextUpdate = nextUpdateSeconds === null ? null : now + nextUpdateSeconds * 1000;
  return (
    changes.times?.(now, nextUpdateSeconds) ?? { producedAt: now, thisUpdate: now, nextUpdate }
  );
}

function responderIdOf(
  certificate: Certificate,
  { responderIdBy }: ResponderBehaviour,
): DecodedResponderId {
  if (responderIdBy === 'name') return { by: 'name', name: certificate.subject };
  const keyHash = createHash('sha1').update(certificate.subjectPublicKey).digest();
  return { by: 'key', keyHash };
}

function extensionsOf(
  asked: Uint8Array | null,
  { behaviour, changes }: Content,
  random: RandomBytes,
): readonly Extension[] {
  const nonce = changes.nonce ?? behaviour.nonce;
  const extensions: Extension[] = [];
  if (nonce === 'wrong') extensions.push(createNonceExtension(random(asked?.length ?? 32)));
  else if (nonce === 'echo' && asked !== null) extensions.push(createNonceExtension(asked));
  return [...extensions, ...(changes.extensions ?? [])];
}
