import type { Transport } from '#engine/ask/ports.ts';
import { exposureOf } from '#engine/judge/exposure/exposure.ts';
import type { ExposureHabits, MeasuredExposure, MeasuredPart } from '#shared/model/exposure.ts';
import type { Policy } from '#shared/model/policy.ts';
import type { Clock, RandomBytes } from '#shared/model/ports.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { createExposureStage, type ExposureStage, MeasureBroken } from './exposure-stage.ts';
import { findFirstDenial } from './first-denial.ts';

export interface MeasureOptions {
  readonly policy: Policy;
  readonly habits: ExposureHabits;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly transport: Transport;
  readonly signal: AbortSignal;
  /** Told as each part has been watched. */
  readonly onPart?: (part: MeasuredPart) => void;
}

export type MeasureError =
  | { readonly code: 'cancelled' }
  /** Not even before the revocation was the client admitted, or lab and server could not be opened. */
  | { readonly code: 'not-measured'; readonly message: string };

/** What is watched at the most. */
const watchedSeconds = 30 * 86_400;

/**
 * Measures an exposure on a lab and a server of its own, on a clock that is moved: a throw-away client is admitted,
 * revoked, and visits until it is denied for the first time. That is done for each part by itself, which begins at
 * the last admission of the part before.
 */
export async function measureExposure(
  options: MeasureOptions,
): Promise<Result<MeasuredExposure, MeasureError>> {
  const { clock, signal } = options;
  const habits = ownServer(options.habits);
  const predicted = exposureOf(options.policy, habits);
  const beganAt = clock.monotonic();
  const stage = createExposureStage({ ...options, habits });
  try {
    await stage.open();
    const measured = await measureParts(stage, options);
    const tookMs = clock.monotonic() - beganAt;
    return ok({ ...measured, watchedSeconds, predicted, tookMs });
  } catch (error) {
    if (!(error instanceof MeasureBroken)) throw error;
    if (signal.aborted) return err({ code: 'cancelled' });
    return err({ code: 'not-measured', message: error.message });
  } finally {
    await stage.close();
  }
}

/** Our server judges resumed sessions again, whatever another one does. */
function ownServer(habits: ExposureHabits): ExposureHabits {
  return { ...habits, server: { ...habits.server, resumption: 'judged-again' } };
}

async function measureParts(
  stage: ExposureStage,
  { habits, onPart = () => {} }: MeasureOptions,
): Promise<Pick<MeasuredExposure, 'seconds' | 'parts'>> {
  const { delaySeconds } = habits.responder;
  const parts: MeasuredPart[] = [];
  const moments = { asked: delaySeconds, kept: delaySeconds, last: delaySeconds, silence: 0 };
  /** Watches a part from its beginning on; the time of the first denial since the revocation. */
  const watch = async (part: MeasuredPart['id'], from: number, after: number) => {
    const open = () => stage.watch(part, moments);
    const until = from + watchedSeconds;
    const { atSeconds, visits } = await findFirstDenial(open, { from, until });
    const measured = {
      id: part,
      seconds: atSeconds === null ? null : Math.max(0, atSeconds - after),
      visits,
    };
    parts.push(measured);
    onPart(measured);
    return atSeconds;
  };
  /** The second before a denial, in which the client was admitted last. */
  const before = (denial: number, least: number) => Math.max(least, denial - 1);

  const asked = await watch('asked', moments.asked, 0);
  if (asked === null) return { seconds: null, parts };
  moments.kept = before(asked, delaySeconds);
  const kept = await watch('kept', moments.kept, asked);
  if (kept === null) return { seconds: null, parts };
  moments.silence = kept;
  const silent = await watch('silent', before(kept, moments.kept), kept);
  if (silent === null) return { seconds: null, parts };
  moments.last = before(silent, moments.kept);
  const resumption = await watch('resumption', moments.last, silent);
  const keepAlive = await watch('keep-alive', moments.last, silent);
  const ends = resumption === null || keepAlive === null ? null : { resumption, keepAlive };
  return { seconds: ends === null ? null : Math.max(ends.resumption, ends.keepAlive), parts };
}
