import type { HandshakeFailure } from '../../model/mtls.ts';
import { mono, optional, reading, type StepReading, text } from './step-reading.ts';

/** A client's TLS handshake came to nothing, so that there was no certificate to judge. */
export interface HandshakeFailed {
  readonly type: 'handshake-failed';
  readonly failure: HandshakeFailure;
}

/** Why the handshake failed, in words and in those of the TLS library. */
export function readHandshakeFailed({ failure }: HandshakeFailed): StepReading {
  return reading({
    title: 'TLS handshake failed',
    label: 'Handshake fails',
    detail: failure.message,
    tone: 'revoked',
    facts: [
      text('What happened', failure.message),
      ...optional(text, 'Remedy', failure.remedy),
      mono('Client', failure.peerAddress ?? 'gone before it was asked'),
      ...(failure.detail === '' ? [] : [mono('TLS library', failure.detail)]),
    ],
  });
}
