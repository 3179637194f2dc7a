import { mono, reading, type StepReading, text } from './step-reading.ts';

/** It is known who will be asked. */
export interface ResponderUriChosen {
  readonly type: 'responder-uri-chosen';
  /** `recorded`: the one that was asked when a case was captured, whatever certificate and policy say. */
  readonly source: 'configuration' | 'aia' | 'recorded';
  readonly uri: string;
  /** OCSP URIs of the certificate that are not asked. */
  readonly ignored: readonly string[];
}

/** There is nobody to ask. */
export interface ResponderUriMissing {
  readonly type: 'responder-uri-missing';
}

/** Where the URI comes from, and which others are left out. */
export function readResponderUriChosen({ source, uri, ignored }: ResponderUriChosen): StepReading {
  if (source === 'recorded') return recordedUri(uri);
  const isConfigured = source === 'configuration';
  const others = ignored.length;
  const rest = isConfigured ? ', AIA ignored' : `, first of ${others + 1}`;
  return reading({
    title: 'Responder URI',
    label: `Responder URI ${isConfigured ? 'as configured' : 'from AIA'}${others > 0 ? rest : ''}`,
    detail: uri,
    face: 'mono',
    facts: [
      mono('URI', uri),
      text('Taken from', isConfigured ? 'the policy' : 'AIA, the first OCSP URI'),
      ...ignored.map((other) => mono('Ignored', other)),
    ],
  });
}

function recordedUri(uri: string): StepReading {
  return reading({
    title: 'Responder URI',
    label: 'Responder URI as recorded',
    detail: uri,
    face: 'mono',
    facts: [mono('URI', uri), text('Taken from', 'the request that was recorded')],
  });
}

/** Where a URI was looked for in vain. */
export function readResponderUriMissing(): StepReading {
  return reading({
    label: 'No responder URI',
    detail: 'none configured, none in the certificate’s AIA',
    tone: 'indeterminate',
    facts: [
      text('Policy', 'no responder URI is configured'),
      text('Certificate', 'no OCSP URI in authorityInfoAccess'),
    ],
  });
}
