import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import type {
  ImportEntry,
  ImportedSettings,
  Origin,
  PolicyField,
  ProductId,
  ServerChoice,
} from './model.ts';

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
    { product, version, defaults }: ProductFacts,
    servers: Pick<ImportedSettings, 'chosen' | 'choices'>,
  ): ImportedSettings {
    const open = defaults.filter(({ field }) => !this.#mapped.has(field));
    const entries = (kind: ProductDefault['kind']) =>
      open
        .filter((each) => each.kind === kind)
        .map(({ field, says }): ImportEntry => ({ origin: null, field, says }));
    const own = ownFields.filter(({ field }) => !defaults.some((each) => each.field === field));
    return {
      product,
      version,
      ...servers,
      policy: Object.assign({ ...this.#policy }, ...open.map((each) => each.policy)),
      mapped: [...this.#mapped.values()],
      assumed: entries('assumed'),
      lost: this.#lost,
      silent: [...entries('silent'), ...own],
      warnings: this.#warnings,
    };
  }
}

/** Fields that no other product has words for. */
const ownFields: readonly ImportEntry[] = [
  {
    origin: null,
    field: 'sha1Signatures',
    says: 'What SHA-1 signatures are worth is left to its TLS library.',
  },
  { origin: null, field: 'addressPolicy', says: 'It goes to whatever address a URI leads to.' },
  { origin: null, field: 'maxResponseBytes', says: 'Its size limit is built in.' },
  { origin: null, field: 'connectTimeoutMs', says: 'It has no time limit for connecting alone.' },
];

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
