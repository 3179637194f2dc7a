import type { EpochMs } from '#shared/model/time.ts';
import type {
  BandId,
  KeptSpan,
  Moment,
  StandingVerdict,
  Timeline,
  TimelineBand,
  TimelineFlip,
  TimelineInstant,
} from '#shared/model/timeline.ts';
import type { CheckOutcome } from '#shared/model/verdict.ts';

const second = 1_000;
const day = 86_400_000;
/** Each instant costs three judgements, and each flip some more. Of more, those that are named first count. */
const mostInstants = 200;

/**
 * Finds every instant at which a check or the verdict flips, to the second. `judgeAt` is asked around each of the
 * instants that the evidence names, and between two of them wherever what it says differs.
 */
export function createTimeline(
  named: readonly TimelineInstant[],
  judgeAt: (at: EpochMs) => Moment,
  kept: KeptSpan | null = null,
): Timeline {
  const instants = named.slice(0, mostInstants).sort((a, b) => a.at - b.at);
  const points = samplePoints(instants);
  const search = new FlipSearch(judgeAt);
  for (const [index, to] of points.entries()) {
    const from = points[index - 1];
    if (from !== undefined) search.between(from, to);
  }
  const [first] = points;
  const start = search.at(first ?? 0);
  const moments = search.flips.map((at) => ({ at, moment: search.at(at) }));
  return {
    instants,
    flips: flipsOf(start, moments, instants),
    verdicts: verdictsOf(start, moments),
    bands: bandsOf(start, moments),
    kept,
  };
}

/** A day before the first instant, the seconds around each, a day after the last. */
function samplePoints(instants: readonly TimelineInstant[]): readonly EpochMs[] {
  const whole = instants.map(({ at }) => Math.floor(at / second) * second);
  const first = whole[0];
  const last = whole[whole.length - 1];
  if (first === undefined || last === undefined) return [0];
  const around = whole.flatMap((at) => [at - second, at, at + second]);
  return [...new Set([first - day, ...around, last + day])].sort((a, b) => a - b);
}

/** Looks for flips by halving, and remembers what was judged. */
class FlipSearch {
  readonly flips: EpochMs[] = [];
  readonly #judgeAt: (at: EpochMs) => Moment;
  readonly #known = new Map<EpochMs, { readonly moment: Moment; readonly text: string }>();

  constructor(judgeAt: (at: EpochMs) => Moment) {
    this.#judgeAt = judgeAt;
  }

  at(at: EpochMs): Moment {
    return this.#look(at).moment;
  }

  /** Finds the flips after `from`, up to and with `to`, in their order. */
  between(from: EpochMs, to: EpochMs): void {
    if (this.#look(from).text === this.#look(to).text) return;
    if (to - from <= second) {
      this.flips.push(to);
      return;
    }
    const middle = from + Math.max(second, Math.floor((to - from) / 2 / second) * second);
    this.between(from, middle);
    this.between(middle, to);
  }

  #look(at: EpochMs): { readonly moment: Moment; readonly text: string } {
    const known = this.#known.get(at);
    if (known !== undefined) return known;
    const moment = this.#judgeAt(at);
    const looked = { moment, text: JSON.stringify(moment) };
    this.#known.set(at, looked);
    return looked;
  }
}

interface Placed {
  readonly at: EpochMs;
  readonly moment: Moment;
}

function flipsOf(
  start: Moment,
  moments: readonly Placed[],
  instants: readonly TimelineInstant[],
): readonly TimelineFlip[] {
  return moments.map(({ at, moment }, index) => {
    const before = moments[index - 1]?.moment ?? start;
    const because = instants.filter((instant) => Math.abs(instant.at - at) <= second);
    return {
      at,
      because: because.map(({ what }) => what),
      from: before.verdict,
      to: moment.verdict,
      checks: changedChecks(before, moment),
    };
  });
}

function changedChecks(before: Moment, after: Moment): TimelineFlip['checks'] {
  return idsOf([before, after]).flatMap((id) => {
    const from = before.checks[id] ?? 'not-run';
    const to = after.checks[id] ?? 'not-run';
    return from === to ? [] : [{ id, from, to }];
  });
}

function idsOf(moments: readonly Moment[]): readonly BandId[] {
  const ids = new Set<BandId>();
  for (const { checks } of moments) for (const id in checks) if (isBandOf(id, checks)) ids.add(id);
  return [...ids];
}

function isBandOf(id: string, checks: Moment['checks']): id is BandId {
  return id in checks;
}

function verdictsOf(start: Moment, moments: readonly Placed[]): Timeline['verdicts'] {
  const spans: { from: EpochMs | null; verdict: StandingVerdict }[] = [
    { from: null, verdict: start.verdict },
  ];
  for (const { at, moment } of moments) {
    const last = spans[spans.length - 1];
    if (JSON.stringify(last?.verdict) !== JSON.stringify(moment.verdict)) {
      spans.push({ from: at, verdict: moment.verdict });
    }
  }
  return spans;
}

/** A band for each that flips at all. */
function bandsOf(start: Moment, moments: readonly Placed[]): readonly TimelineBand[] {
  return idsOf([start, ...moments.map(({ moment }) => moment)])
    .map((id) => bandOf(id, start, moments))
    .filter(({ spans }) => spans.length > 1);
}

function bandOf(id: BandId, start: Moment, moments: readonly Placed[]): TimelineBand {
  const spans: { from: EpochMs | null; outcome: CheckOutcome }[] = [
    { from: null, outcome: start.checks[id] ?? 'not-run' },
  ];
  for (const { at, moment } of moments) {
    const outcome = moment.checks[id] ?? 'not-run';
    if (outcome !== spans[spans.length - 1]?.outcome) spans.push({ from: at, outcome });
  }
  return { id, spans };
}
