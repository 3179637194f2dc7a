import { toSafeText } from '../../wording/safe-text.ts';
import type { StatusTone } from '../tone.ts';

/** A fact of a step that no message holds. */
export interface StepFact {
  readonly label: string;
  readonly value: string;
  /** `mono` for hex, serial numbers, URIs, times and codes. */
  readonly face: 'text' | 'mono';
}

/** The octets that a step is about, and what they are; `body` is an answer that is no OCSP response. */
export interface StepMessage {
  readonly what: 'certificate' | 'issuer' | 'request' | 'response' | 'body';
  readonly octets: Uint8Array;
}

/** All that there is to say of one step: every view of a flow takes its words from here. */
export interface StepReading {
  /** The step by its name, as a heading. */
  readonly title: string;
  /** What happened, in the few words of a line. */
  readonly label: string;
  /** A few measures at the end of that line. */
  readonly meta: string | null;
  /** What more there is to know at a glance. */
  readonly detail: string | null;
  readonly face: 'text' | 'mono';
  readonly tone: StatusTone | 'plain';
  readonly message: StepMessage | null;
  readonly facts: readonly StepFact[];
}

/**
 * A reading with what most steps have: no message, no measures, a plain tone, the label as title. Names come from
 * outside: what cannot be seen in them is shown as an escape.
 */
export function reading(
  words: Pick<StepReading, 'label' | 'facts'> & Partial<StepReading>,
): StepReading {
  const { label, title = label, meta = null, detail = null, facts } = words;
  return {
    face: 'text',
    tone: 'plain',
    message: null,
    ...words,
    title: toSafeText(title),
    label: toSafeText(label),
    meta: meta === null ? null : toSafeText(meta),
    detail: detail === null ? null : toSafeText(detail),
    facts: facts.map((fact) => ({ ...fact, value: toSafeText(fact.value) })),
  };
}

/** A fact in words. */
export function text(label: string, value: string): StepFact {
  return { label, value, face: 'text' };
}

/** A fact that is read letter by letter. */
export function mono(label: string, value: string): StepFact {
  return { label, value, face: 'mono' };
}

/** The fact where there is one; none for null. */
export function optional(
  fact: (label: string, value: string) => StepFact,
  label: string,
  value: string | null,
): readonly StepFact[] {
  return value === null ? [] : [fact(label, value)];
}
