import { setTimeout as delay } from 'node:timers/promises';
import type { Certificate } from '#pki/x509/certificate.ts';
import type { SweepResult } from '#shared/model/sweep.ts';
import type { DurationMs } from '#shared/model/time.ts';
import type { Aside } from './aside.ts';
import { askBatch } from './ask-batch.ts';
import { describeItem, type SweepItem } from './sweep-item.ts';
import type { SweepPlan, SweepPorts } from './sweep-plan.ts';

export interface LaneOptions {
  readonly uri: string;
  readonly issuer: Certificate;
  readonly plan: SweepPlan;
  readonly ports: SweepPorts;
  /** Where signatures are verified. */
  readonly aside: Aside;
  readonly onResult: (result: SweepResult) => void;
  /** Called when there is room for more. */
  readonly onRoom: () => void;
}

/** The longest wait before another try. */
const longestBackOffMs = 60_000;

/**
 * Asks one responder about the certificates of one issuer: so many exchanges at a time, so many a second, several
 * certificates in one request where the responder answers them, and slower while it fails.
 */
export class ResponderLane {
  readonly #options: LaneOptions;
  readonly #waiting: SweepItem[] = [];
  /** Certificates that are being asked about, and the exchanges that does. */
  #running = 0;
  #under = 0;
  #isEnded = false;
  /** How many go into one request: as planned until the responder leaves some of them out. */
  #batch: number;
  #nextAt = 0;
  /** Set while the responder fails: nobody is asked before then. */
  #restsUntil = 0;
  #wake: () => void = () => {};

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#batch = options.plan.batch;
  }

  /** How many certificates wait or are being asked about. */
  get size(): number {
    return this.#waiting.length + this.#running;
  }

  add(item: SweepItem): void {
    this.#waiting.push(item);
    this.#go();
  }

  /** No more will come: what waits is asked about even if a request is not full. */
  end(): void {
    this.#isEnded = true;
    this.#go();
  }

  /** Resolves when nothing waits and nothing is under way. */
  async drained(): Promise<void> {
    while (this.size > 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #go(): void {
    const { plan } = this.#options;
    while (this.#under < plan.parallel && this.#waiting.length > 0) {
      const isFull = this.#waiting.length >= this.#batch;
      if (!isFull && !this.#isEnded) return;
      const items = this.#waiting.splice(0, this.#batch);
      this.#running += items.length;
      this.#under += 1;
      void this.#ask(items, 1).then(() => {
        this.#running -= items.length;
        this.#under -= 1;
        this.#go();
        this.#wake();
        this.#options.onRoom();
      });
    }
  }

  async #ask(items: readonly SweepItem[], attempt: number): Promise<void> {
    const { uri, issuer, plan, ports, aside, onResult } = this.#options;
    do {
      if (ports.control.isPaused()) await ports.control.going(ports.signal);
      const waitMs = this.#takeTurn();
      if (waitMs > 0) await pause(waitMs, ports.signal);
    } while (ports.control.isPaused() && !ports.signal.aborted);
    if (ports.signal.aborted) return;
    const outcome = await askBatch(items, { uri, issuer }, { plan, ports, aside });
    if (ports.signal.aborted) return;
    if (outcome.isTransient && attempt <= plan.retries) {
      const wait = Math.min(plan.backOffMs * 2 ** (attempt - 1), longestBackOffMs);
      // Whoever fails now fails for all: the others wait with it.
      this.#restsUntil = Math.max(this.#restsUntil, ports.clock.monotonic() + wait);
      return this.#ask(items, attempt + 1);
    }
    if (items.length > 1 && outcome.spokenOf < items.length) {
      // Several at once are not answered here: each is asked about by itself, from now on.
      this.#batch = 1;
      for (const item of items) await this.#ask([item], attempt + 1);
      return;
    }
    for (const [index, item] of items.entries()) {
      const answer = outcome.answers[index];
      if (answer === undefined) throw new Error('an answer for each certificate');
      onResult({ ...describeItem(item), responder: uri, attempts: attempt, ...answer });
    }
  }

  /** Takes the next turn within the rate, once the responder has rested; how long until then. */
  #takeTurn(): DurationMs {
    const { plan, ports } = this.#options;
    const now = ports.clock.monotonic();
    const interval = plan.perSecond === null ? 0 : 1_000 / plan.perSecond;
    const at = Math.max(now, this.#nextAt, this.#restsUntil);
    this.#nextAt = at + interval;
    return at - now;
  }
}

async function pause(ms: DurationMs, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    // Cancelled: whoever waits sees that by itself.
    if (!signal.aborted) throw error;
  }
}
