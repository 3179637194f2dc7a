import type { CacheEntry } from '#engine/ask/ports.ts';
import type { Flow, FlowFilter, FlowPage, FlowRow, FlowStatistics } from '#shared/flow/flow.ts';
import type { EpochMs } from '#shared/model/time.ts';

/** A certificate as it is kept between two runs. */
export interface StoredCertificate {
  readonly fingerprint: string;
  readonly der: Uint8Array;
  readonly origin: string;
  readonly loadedAt: EpochMs;
}

/** What the workbench keeps between two runs, and how it asks for it. */
export interface Storage {
  readonly flows: {
    insert(flow: Flow, row: FlowRow): void;
    get(flowId: string): Flow | null;
    list(filter: FlowFilter, offset: number, limit: number): FlowPage;
    /** Hides flows (null: all) under a token until they are brought back, or purged for good. */
    hide(flowIds: readonly string[] | null, token: string): void;
    unhide(token: string): number;
    purgeHidden(): void;
    /** Keeps so many flows and no more from now on, and none that began before; null sets no such time. */
    retain(limits: { readonly maxFlows: number; readonly startedSince: EpochMs | null }): void;
    statistics(): FlowStatistics;
  };
  readonly cache: {
    save(entry: CacheEntry): void;
    remove(key: string): void;
    load(): readonly CacheEntry[];
  };
  readonly certificates: {
    save(certificate: StoredCertificate): void;
    remove(fingerprint: string): void;
    load(): readonly StoredCertificate[];
  };
  /** Small values by name; what is read back was written by some version of the program and must be checked. */
  readonly values: {
    read(name: string): unknown;
    write(name: string, value: unknown): void;
  };
  close(): void;
}
