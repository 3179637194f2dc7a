import { defaultPolicy, noFallbackByCause, type Policy } from '#shared/model/policy.ts';
import type {
  ImportEntry,
  ImportedSettings,
  Origin,
  PolicyField,
  ProductId,
  ServerChoice,
} from '#shared/model/settings-of-others.ts';

/** One setting as it is written: its name in lower case, and its arguments. */
export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  readonly origin: Origin;
}

/** What a product does where nothing is written, or where it has no words. */
export interface ProductDefault {
  readonly field: PolicyField;
  readonly kind: 'assumed' | 'silent';
  readonly policy: Partial<Policy>;
  readonly says: string;
}

/** What is known of a product before its configuration is read. */
export interface ProductFacts {
  readonly product: ProductId;
  readonly version: string;
  readonly defaults: readonly ProductDefault[];
}

/** Collects what a configuration says, until all of it is read. */
export class PolicyDraft {
  #policy: Policy = defaultPolicy;
  readonly #mapped = new Map<PolicyField, ImportEntry>();
  readonly #lost: ImportEntry[] = [];
  readonly #warnings: ImportEntry[] = [];

  /** Takes a setting over; a later one for the same field takes its place. */
  map<F extends PolicyField>(
    { origin }: Directive,
    part: { readonly field: F; readonly value: Policy[F] },
    says: string,
  ): void {
    this.#policy = { ...this.#policy, [part.field]: part.value };
    this.#mapped.set(part.field, { origin, field: part.field, says });
  }

  lose({ origin }: Directive, says: string): void {
    this.#lost.push({ origin, field: null, says });
  }

  warn(where: Directive | null, says: string, field: PolicyField | null = null): void {
    this.#warnings.push({ origin: where?.origin ?? null, field, says });
  }

  isMapped(field: PolicyField): boolean {
    return this.#mapped.has(field);
  }

  /** Fills in what the product does by itself, and closes the import. */
  finish(
    facts: ProductFacts,
    servers: Pick<ImportedSettings, 'chosen' | 'choices'>,
  ): ImportedSettings {
    const { product, version } = facts;
    const open = defaultsOf(facts).filter(({ field }) => !this.#mapped.has(field));
    const entries = (kind: ProductDefault['kind']) =>
      open
        .filter((each) => each.kind === kind)
        .map(({ field, says }): ImportEntry => ({ origin: null, field, says }));
    return {
      product,
      version,
      ...servers,
      policy: Object.assign({ ...this.#policy }, ...open.map((each) => each.policy)),
      mapped: [...this.#mapped.values()],
      assumed: entries('assumed'),
      lost: this.#lost,
      silent: entries('silent'),
      warnings: this.#warnings,
    };
  }
}

/** What holds for every product that does not say otherwise. */
const common: readonly ProductDefault[] = [
  {
    field: 'scope',
    kind: 'silent',
    policy: { scope: 'leaf' },
    says: 'The client certificate alone is asked about.',
  },
  {
    field: 'aiaUris',
    kind: 'silent',
    policy: { aiaUris: 'first-only' },
    says: "The first OCSP URI of the certificate's AIA is asked, and no other.",
  },
  {
    field: 'responderTrust',
    kind: 'silent',
    policy: {},
    says: 'What a configured certificate is trusted for cannot be chosen.',
  },
  {
    field: 'fallbackByCause',
    kind: 'silent',
    policy: { fallbackByCause: noFallbackByCause },
    says: 'One fallback counts for every cause.',
  },
  ...(['sha1Signatures', 'smallKeys', 'encoding'] as const).map(
    (field): ProductDefault => ({
      field,
      kind: 'silent',
      policy: {},
      says: 'This is left to its TLS library.',
    }),
  ),
  {
    field: 'addressPolicy',
    kind: 'silent',
    policy: {},
    says: 'It goes to whatever address a URI leads to.',
  },
  { field: 'maxResponseBytes', kind: 'silent', policy: {}, says: 'Its size limit is built in.' },
  {
    field: 'connectTimeoutMs',
    kind: 'silent',
    policy: {},
    says: 'It has no time limit for connecting alone.',
  },
];

/** Everything that a product does by itself, its own word before what is common. */
export function defaultsOf({ defaults }: ProductFacts): readonly ProductDefault[] {
  const own = new Set(defaults.map(({ field }) => field));
  return [...defaults, ...common.filter(({ field }) => !own.has(field))];
}

/** Chooses the server that is asked for by name, or else the first that fits. */
export function chooseServer<T extends { readonly choice: ServerChoice }>(
  servers: readonly T[],
  wanted: string | null,
  fits: (server: T) => boolean,
): T | null | 'not-found' {
  if (wanted !== null) {
    return servers.find(({ choice }) => choice.name === wanted) ?? namedIn(servers, wanted);
  }
  return servers.find(fits) ?? servers[0] ?? null;
}

function namedIn<T extends { readonly choice: ServerChoice }>(
  servers: readonly T[],
  wanted: string,
): T | 'not-found' {
  return servers.find(({ choice }) => choice.name.split(' ').includes(wanted)) ?? 'not-found';
}

/** Says that there were other servers, where one was chosen for the person. */
export function warnOfOthers(
  draft: PolicyDraft,
  chosen: ServerChoice | null,
  choices: readonly ServerChoice[],
): void {
  if (chosen === null || choices.length < 2) return;
  const others = choices.filter((each) => each !== chosen).map(({ name }) => `"${name}"`);
  const listed = others.slice(0, 5).join(', ') + (others.length > 5 ? ', …' : '');
  draft.warn(null, `This is "${chosen.name}"; there are others to choose: ${listed}.`);
}
