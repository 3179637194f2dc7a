import type { StatusTone } from '#shared/flow/tone.ts';

export type Lane = 'client' | 'server' | 'responder';

/** `done` has happened, `ghost` is still to come or is only a preview. */
export type RowState = 'done' | 'ghost';

/** One line of the diagram before it has a place: a message between lanes, or work within the server. */
export interface PlanRow {
  readonly key: string;
  /** The flow's event that the row shows; null for a ghost. */
  readonly eventIndex: number | null;
  readonly state: RowState;
  readonly route:
    | {
        readonly kind: 'message';
        readonly from: Lane;
        readonly to: Lane;
        readonly travel: 'arrives' | 'lost';
      }
    | { readonly kind: 'self' }
    /** Between server and responder: nothing was sent. */
    | { readonly kind: 'silence' };
  readonly label: string;
  /** A few facts at the end of the label's line. */
  readonly meta: string | null;
  readonly detail: string | null;
  /** `beside` the label where there is room for it, else below. */
  readonly detailPlace: 'beside' | 'below';
  readonly face: 'text' | 'mono';
  readonly tone: StatusTone | 'plain';
  /** Milliseconds since the flow began. */
  readonly atMs: number | null;
}

/** One way that the sequence can go. */
export interface PlanBranch {
  readonly id: 'chain' | 'good' | 'revoked' | 'unsettled' | 'allow' | 'block' | 'not-enabled';
  readonly title: string;
  /** What happens on this way, on the one line that a way not taken has. */
  readonly summary: string;
  readonly state: 'lit' | 'dim';
  readonly tone: StatusTone;
  /** The event that led here (`status-concluded`), selectable by the branch's title. */
  readonly eventIndex: number | null;
  readonly atMs: number | null;
  readonly rows: readonly PlanRow[];
  readonly branches: readonly PlanBranch[];
}

/** The whole sequence of the product for one flow, with the way that was taken. */
export interface SequencePlan {
  readonly lanes: Readonly<Record<Lane, { readonly title: string; readonly role: string }>>;
  readonly opening: readonly PlanRow[];
  /** Only where the chain failed. */
  readonly chain: PlanBranch | null;
  readonly enabled: {
    readonly state: 'open' | 'dim';
    readonly title: string;
    readonly summary: string;
    readonly rows: readonly PlanRow[];
    readonly branches: readonly PlanBranch[];
  };
  readonly notEnabled: PlanBranch;
}
