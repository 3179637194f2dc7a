import type { PresentedCertificate } from '../../model/certificate.ts';
import { clientInWords } from '../../wording/client.ts';
import { toReadableSerial, toShortSerial } from '../../wording/serial.ts';
import { mono, optional, reading, type StepReading, text } from './step-reading.ts';

/** How a client reached the mTLS server. */
export interface ConnectionFacts {
  readonly protocol: string;
  readonly cipher: string;
  readonly peerAddress: string;
  readonly session: 'new' | 'resumed';
  /** 1 for the first request on a connection, counting up while it is kept alive; 0 where none has come yet. */
  readonly requestNumber: number;
  /** The client program as its headers suggest ("curl", "browser"); null when nothing tells. */
  readonly clientGuess: string | null;
}

/** A client showed its certificate, or a person took one to be checked. */
export interface CertificatePresented {
  readonly type: 'certificate-presented';
  readonly certificate: PresentedCertificate | null;
  /** What came with it, in the order in which it came. */
  readonly chain: readonly PresentedCertificate[];
  readonly connection: ConnectionFacts | null;
}

/** What there is to say of the certificate, and of the connection that it came over. */
export function readCertificatePresented(step: CertificatePresented): StepReading {
  const { certificate, chain, connection } = step;
  if (certificate === null) {
    return reading({
      title: 'No certificate presented',
      label: 'Presents no certificate',
      meta: connection?.protocol ?? null,
      tone: 'revoked',
      facts: connectionFacts(connection),
    });
  }
  const { label, subject, serialNumber } = certificate.summary;
  const isFirst = connection === null || connection.requestNumber <= 1;
  return reading({
    title: 'Certificate presented',
    label: isFirst ? `Presents ${label}` : `Request ${connection.requestNumber} of ${label}`,
    meta:
      connection === null ? `serial ${toShortSerial(serialNumber)}` : connectionMeta(connection),
    message: { what: 'certificate', octets: certificate.der },
    facts: [
      text('Subject', subject),
      mono('Serial number', toReadableSerial(serialNumber)),
      ...connectionFacts(connection),
      ...chain.map(({ summary }) => text('Sent with it', summary.subject)),
    ],
  });
}

function connectionMeta({ protocol, session }: ConnectionFacts): string {
  return session === 'resumed' ? `${protocol}, resumed` : protocol;
}

function connectionFacts(connection: ConnectionFacts | null) {
  if (connection === null) return [text('Presented by', 'you: it is loaded here')];
  const { protocol, cipher, session, requestNumber, peerAddress } = connection;
  const sessionWords = session === 'resumed' ? 'session resumed' : 'new session';
  return [
    text('Presented by', `a client at ${peerAddress}`),
    text('Connection', `${protocol}, ${cipher}, ${sessionWords}`),
    text('Request', `number ${requestNumber} on its connection`),
    ...optional(text, 'Client', clientInWords(connection)),
  ];
}
