import { isIP } from 'node:net';
import type { AddressPolicy, NetworkMode } from '#shared/model/policy.ts';
import { assertNever } from '#shared/model/result.ts';
import type { TransportError } from '#shared/model/transport.ts';
import { classifyAddress } from './address-kind.ts';

/** Where one exchange may lead. Every connection asks here, before the name is resolved and for each address. */
export interface NetworkRule {
  readonly mode: NetworkMode;
  /** `any` for a URI that the user configured, whatever the policy for URIs of certificates. */
  readonly addressPolicy: AddressPolicy;
}

/**
 * Why this host may not even be looked up; null where it may. In `loopback-only` mode no resolver is asked
 * about another name than `localhost`, because that question itself would leave the machine.
 */
export function refuseHost(host: string, { mode }: NetworkRule): TransportError | null {
  switch (mode) {
    case 'any':
      return null;
    case 'offline':
      return { code: 'network-refused', mode, host, address: null };
    case 'loopback-only':
      return isIP(host) !== 0 || isLocalhostName(host)
        ? null
        : { code: 'network-refused', mode, host, address: null };
    default:
      return assertNever(mode);
  }
}

/** Why no connection may be made to this address of this host; null where one may. */
export function refuseAddress(
  address: string,
  host: string,
  { mode, addressPolicy }: NetworkRule,
): TransportError | null {
  const kind = classifyAddress(address);
  if (mode === 'offline' || (mode === 'loopback-only' && kind !== 'loopback')) {
    return { code: 'network-refused', mode, host, address };
  }
  const isRefused =
    (addressPolicy === 'public-only' && kind !== 'public') ||
    (addressPolicy === 'loopback-only' && kind !== 'loopback');
  return isRefused ? { code: 'address-refused', policy: addressPolicy, host, address } : null;
}

/** `localhost` and names below it, which mean this machine and are never looked up (RFC 6761 §6.3). */
export function isLocalhostName(host: string): boolean {
  return /^(?:.+\.)?localhost\.?$/i.test(host);
}

/** A host that is this machine by its name or as a literal address. */
export function isLoopbackHost(host: string): boolean {
  return isLocalhostName(host) || (isIP(host) !== 0 && classifyAddress(host) === 'loopback');
}
