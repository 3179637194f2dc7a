import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { TransportError } from '#shared/model/transport.ts';
import { isLocalhostName, type NetworkRule, refuseAddress, refuseHost } from './network-rule.ts';

/** Turns a host name into IP addresses, best first; rejects where there are none. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/** Asks the operating system, as every other program on the machine does. */
export const lookupWithSystem: Lookup = async (host) => {
  const found = await systemLookup(host, { all: true, verbatim: true });
  return found.map(({ address }) => address);
};

/** A host's addresses, and whether a name had to be looked up for them. */
export interface ResolvedHost {
  readonly addresses: readonly string[];
  readonly wasLookedUp: boolean;
}

const words = new Map([
  ['ENOTFOUND', 'there is no such name'],
  ['ENODATA', 'the name has no address'],
  ['EAI_AGAIN', 'the resolver did not answer'],
  ['EAI_NODATA', 'the name has no address'],
  ['EAI_NONAME', 'there is no such name'],
]);

/**
 * The addresses of a host to which the rule lets a connection be made. Where it refuses some of them, the
 * others remain; where it refuses all, the error names the first.
 */
export async function resolveHost(
  host: string,
  rule: NetworkRule,
  lookup: Lookup,
): Promise<Result<ResolvedHost, TransportError>> {
  const refused = refuseHost(host, rule);
  if (refused !== null) return err(refused);
  const found = await addressesOf(host, lookup);
  if (!found.ok) return found;
  const { addresses } = found.value;
  const refusals = addresses.map((address) => refuseAddress(address, host, rule));
  const allowed = addresses.filter((_, index) => refusals[index] === null);
  const [first = null] = refusals;
  if (allowed.length === 0 && first !== null) return err(first);
  return ok({ ...found.value, addresses: allowed });
}

async function addressesOf(
  host: string,
  lookup: Lookup,
): Promise<Result<ResolvedHost, TransportError>> {
  if (isIP(host) !== 0) return ok({ addresses: [host], wasLookedUp: false });
  if (isLocalhostName(host)) return ok({ addresses: ['127.0.0.1', '::1'], wasLookedUp: false });
  try {
    const addresses = (await lookup(host)).filter((address) => isIP(address) !== 0);
    if (addresses.length > 0) return ok({ addresses, wasLookedUp: true });
    return err({ code: 'name-not-resolved', host, detail: 'the name has no address' });
  } catch (error) {
    return err({ code: 'name-not-resolved', host, detail: describeLookupError(error) });
  }
}

function describeLookupError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return words.get(code) ?? error.message;
}
