import type { EpochMs } from '../model/time.ts';
import { findStep } from './find-step.ts';
import type { Flow } from './flow.ts';

/** The time that a flow is about: when it began, or what a case that was opened is judged at. */
export function judgedAt({ events, startedAt }: Pick<Flow, 'events' | 'startedAt'>): EpochMs {
  return findStep(events, 'case-opened')?.at ?? startedAt;
}
