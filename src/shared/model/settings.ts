import type { FlowFilter } from '../flow/flow.ts';
import type { NetworkMode, Policy } from './policy.ts';
import type { DurationMs, EpochMs } from './time.ts';

/** What the person chose about the application itself. */
export interface Settings {
  readonly theme: 'light' | 'dark' | 'system';
  readonly network: NetworkMode;
  /** HTTP proxy for responders that are not on loopback, as `http://host:port`; null for none. */
  readonly proxy: string | null;
  /** Whom the next decision is about; null for the likeliest one. */
  readonly presented: Presented | null;
  /** Whether the window shows each new flow as it comes. */
  readonly newFlows: 'follow' | 'stay';
  readonly retention: Retention;
  /** Sizes of the panes in percent, by the name of their group. */
  readonly paneSizes: Readonly<Record<string, readonly number[]>>;
  /** Where the person was last; null in a new workspace. */
  readonly place: Place | null;
}

/** The settings to change; those that are not named, or undefined, stay as they are. */
export type SettingsChange = { readonly [Name in keyof Settings]?: Settings[Name] | undefined };

/** A place in the window, by the window's own names: it leaves out what it no longer knows. */
export interface Place {
  readonly screen: string;
  readonly labSide: string;
  readonly view: string;
  readonly detailTab: string;
  readonly flowId: string | null;
  /** Index into the flow's events. */
  readonly selectedEvent: number | null;
  readonly filter: FlowFilter;
}

/** A lab client that connects (`null`: without a certificate), or a loaded certificate that is checked. */
export type Presented =
  | { readonly kind: 'lab-client'; readonly id: string }
  | { readonly kind: 'no-certificate' }
  | {
      readonly kind: 'loaded';
      readonly fingerprint: string;
      readonly issuerFingerprint: string | null;
    };

/** How many flows are kept, and how long; the oldest go first. `maxDays` null sets no age. */
export interface Retention {
  readonly maxFlows: number;
  readonly maxDays: number | null;
}

export const defaultSettings: Settings = {
  theme: 'system',
  network: 'any',
  proxy: null,
  presented: null,
  newFlows: 'stay',
  retention: { maxFlows: 100_000, maxDays: null },
  paneSizes: {},
  place: null,
};

/** A policy under a name of the person's own. */
export interface NamedPolicy {
  readonly id: string;
  readonly name: string;
  readonly policy: Policy;
}

/** The policy in force, and the saved ones. */
export interface PolicyList {
  readonly current: Policy;
  /** The saved policy that `current` was taken from; null for none. */
  readonly basedOn: string | null;
  readonly saved: readonly NamedPolicy[];
}

/** A setting that was refused: which field, why, and what would be valid. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** The application's clock: real time plus an offset that the person set. */
export interface ClockState {
  readonly offsetMs: DurationMs;
  readonly now: EpochMs;
}

/** What the application is and runs on. */
export interface AppInfo {
  readonly version: string;
  readonly runtime: string;
  readonly platform: string;
  readonly storePath: string;
  /** The system's safe storage for secrets, as the person knows it; null where there is none that protects anything. */
  readonly safeStorage: string | null;
  /** Things that went wrong at start and that the person must know (a store that was set aside). */
  readonly notices: readonly string[];
}
