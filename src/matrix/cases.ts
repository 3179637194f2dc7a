import type { FaultId, ResponderBehaviour } from '#shared/model/lab.ts';
import type { CaseFamily } from '#shared/model/matrix-run.ts';

/** Where the AIA of a cell's certificate leads. */
export type CellAia = 'cell' | 'none' | 'refused' | 'refused-then-cell';

/** One row of the matrix. */
export interface MatrixCase {
  readonly id: string;
  readonly title: string;
  readonly family: CaseFamily;
  /** What the responder says of the cell's certificate, before any fault. */
  readonly says: 'good' | 'revoked' | 'unknown';
  /** What is true of it; a forged "good" is about a client that is revoked. */
  readonly truth: 'good' | 'revoked' | 'unknown';
  readonly aia: CellAia;
  readonly behaviour: Partial<ResponderBehaviour>;
  /** Whether the responder leaves a server waiting: such cells run last. */
  readonly hangs: boolean;
  /** Part of the short set. */
  readonly core: boolean;
}

type Draft = Partial<Omit<MatrixCase, 'id' | 'title' | 'family'>>;

function row(family: CaseFamily, id: string, title: string, draft: Draft = {}): MatrixCase {
  const says = draft.says ?? 'good';
  return {
    id,
    title,
    family,
    says,
    truth: draft.truth ?? says,
    aia: draft.aia ?? 'cell',
    behaviour: draft.behaviour ?? {},
    hangs: draft.hangs ?? false,
    core: draft.core ?? false,
  };
}

const fault = (id: FaultId): Pick<MatrixCase, 'behaviour'> => ({ behaviour: { fault: id } });

/** A good answer that proves nothing, about a client that is revoked: to admit it is a breach. */
const forged = (id: FaultId): Draft => ({ ...fault(id), truth: 'revoked' });
const signedBy = (signer: ResponderBehaviour['signer']): Draft => ({
  behaviour: { signer },
  truth: 'revoked',
});

/** Every case with a certificate of its own, in the order of the report. */
export const matrixCases: readonly MatrixCase[] = [
  row('good', 'good', 'good', { core: true }),
  row('revoked', 'revoked', 'revoked', { says: 'revoked', core: true }),
  row('unknown', 'unknown', 'unknown', { says: 'unknown', core: true }),
  row('no-answer', 'refused', 'connection refused', { aia: 'refused', core: true }),
  row('no-answer', 'never-answers', 'never answers', {
    ...fault('never-answer'),
    hangs: true,
    core: true,
  }),
  row('no-answer', 'slow-bytes', 'slow bytes', { ...fault('slow-bytes'), hangs: true }),
  row('no-answer', 'http-500', 'HTTP 500 with a right body', { ...fault('http-500'), core: true }),
  row('no-answer', 'revoked-http-500', 'revoked, under HTTP 500', {
    ...fault('http-500'),
    says: 'revoked',
  }),
  row('no-answer', 'try-later', 'tryLater', { ...fault('try-later'), core: true }),
  row('no-answer', 'internal-error', 'internalError', fault('internal-error')),
  row('no-answer', 'unauthorized', 'unauthorized', fault('unauthorized')),
  row('no-answer', 'garbage', 'garbage', { ...fault('garbage'), core: true }),
  row('no-answer', 'empty', 'empty body', fault('empty-body')),
  row('no-answer', 'truncated-body', 'cut-off body', fault('truncated-body')),
  row('no-answer', 'http-404', 'HTTP 404', fault('http-404')),
  row('no-answer', 'black-hole', 'black hole', { ...fault('black-hole'), hangs: true }),
  row('proof-fails', 'bad-signature', 'bad signature', { ...forged('bad-signature'), core: true }),
  row('proof-fails', 'unissued-signer', 'signer issued by nobody', forged('unissued-signer')),
  row('proof-fails', 'stranger-signer', 'signed by a stranger', signedBy('stranger')),
  row('proof-fails', 'no-eku', 'delegate without EKU', signedBy('delegate-without-eku')),
  row('proof-fails', 'expired-delegate', 'expired delegate', signedBy('expired-delegate')),
  row('proof-fails', 'stale', 'stale', { ...forged('stale'), core: true }),
  row('proof-fails', 'future', 'from the future', forged('future')),
  row('proof-fails', 'wrong-cert-id', 'wrong CertID', { ...forged('wrong-cert-id'), core: true }),
  row('proof-fails', 'other-serial', 'other serial only', forged('other-serial-only')),
  row('observed', 'ca-signed', 'signed by the CA itself', { behaviour: { signer: 'ca' } }),
  row('observed', 'wrong-nonce', 'wrong nonce', fault('wrong-nonce')),
  row('observed', 'nonce-ignored', 'nonce ignored', { behaviour: { nonce: 'ignore' } }),
  row('observed', 'trailing-bytes', '16 trailing bytes', fault('trailing-bytes')),
  row('observed', 'wrong-content-type', 'Content-Type text/html', fault('wrong-content-type')),
  row('observed', 'good-and-revoked', 'good and revoked at once', fault('conflicting-answers')),
  row('observed', 'critical-extension', 'unknown critical extension', fault('critical-extension')),
  row('observed', 'redirect', 'redirect to a right answer', fault('redirect')),
  row('observed', 'no-next-update', 'no nextUpdate', { behaviour: { nextUpdateSeconds: null } }),
  row('observed', 'no-aia', 'no AIA', { aia: 'none' }),
  row('observed', 'second-uri', 'first URI refused, second good', { aia: 'refused-then-cell' }),
];
