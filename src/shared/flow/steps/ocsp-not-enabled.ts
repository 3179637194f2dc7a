import { reading, type StepReading, text } from './step-reading.ts';

/** The policy asks nobody. */
export interface OcspNotEnabled {
  readonly type: 'ocsp-not-enabled';
}

/** Why nobody is asked. */
export function readOcspNotEnabled(): StepReading {
  return reading({
    label: 'OCSP not enabled',
    facts: [text('Policy', 'OCSP checking is switched off')],
  });
}
