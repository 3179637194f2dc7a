import type { ResponderBehaviour } from '#shared/model/lab.ts';
import type { CellQuestion } from '#shared/model/matrix-run.ts';
import type { DurationMs } from '#shared/model/time.ts';

/** What a client presents in TLS: PEM of its certificate with those above it, and of its key. */
export interface CellIdentity {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

/** One certificate with a key, a serial number and a path of its own, for one case and one target. */
export interface Cell {
  readonly id: string;
  readonly caseId: string;
  /** Lower-case hex. */
  readonly serialNumber: string;
  readonly identity: CellIdentity;
  readonly behaviour: ResponderBehaviour;
}

export type CellStatus = 'good' | 'revoked' | 'unknown';

interface Entry {
  readonly cell: Cell;
  status: CellStatus;
  readonly questions: CellQuestion[];
}

/** The cells of a run: what the responder says of each, and what it was asked. */
export class CellRegistry {
  readonly #byId = new Map<string, Entry>();
  readonly #bySerial = new Map<string, Entry>();

  add(cell: Cell, status: CellStatus): void {
    const entry: Entry = { cell, status, questions: [] };
    this.#byId.set(cell.id, entry);
    this.#bySerial.set(cell.serialNumber, entry);
  }

  byId(id: string): Cell | null {
    return this.#byId.get(id)?.cell ?? null;
  }

  bySerial(serialNumber: string): Cell | null {
    return this.#bySerial.get(serialNumber)?.cell ?? null;
  }

  statusOf(serialNumber: string): CellStatus | null {
    return this.#bySerial.get(serialNumber)?.status ?? null;
  }

  setStatus(id: string, status: CellStatus): void {
    const entry = this.#byId.get(id);
    if (entry !== undefined) entry.status = status;
  }

  /** Notes a question, and returns what notes its end. */
  note(id: string, question: Omit<CellQuestion, 'heldMs'>): (heldMs: DurationMs) => void {
    const questions = this.#byId.get(id)?.questions ?? [];
    const index = questions.push({ ...question, heldMs: null }) - 1;
    return (heldMs) => {
      questions[index] = { ...question, heldMs };
    };
  }

  questionsOf(id: string): readonly CellQuestion[] {
    return [...(this.#byId.get(id)?.questions ?? [])];
  }
}
