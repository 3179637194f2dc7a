import { headerFlaw } from '#engine/ask/transport/extra-headers.ts';
import { parseProxy } from '#engine/ask/transport/proxy.ts';
import { proxyFromVariables, type Variables } from '#engine/ask/transport/proxy-variables.ts';
import type { ResponderTarget } from '#engine/ask/transport/responder-target.ts';
import { type AddressPolicy, defaultPolicy, type NetworkMode } from '#shared/model/policy.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { HttpHeader } from '#shared/model/transport.ts';
import { type CliError, usageError } from '../cli-error.ts';
import { type Option, valueOption } from './option.ts';
import type { ParsedArguments } from './parse-arguments.ts';
import { readChoice } from './values.ts';

/** Where requests may go and how: for every command that sends some. */
export const networkOptions: readonly Option[] = [
  valueOption(
    'network',
    'any|loopback-only|offline',
    'Where connections may be opened to at all; offline opens none (any).',
  ),
  valueOption(
    'address-policy',
    'any|public-only|loopback-only',
    'Which addresses a URI that comes from a certificate may lead to (any).',
  ),
  valueOption(
    'proxy',
    'URI|none',
    'The HTTP proxy for what is not on this machine, as http://[user:password@]host:port; without it, http_proxy, https_proxy, all_proxy and no_proxy say.',
  ),
  valueOption(
    'header',
    "'NAME: VALUE'",
    'A header for each request to the responder; its value is not recorded where it may be secret.',
    'many',
  ),
];

/** What `networkOptions` came to. */
export interface NetworkPlan {
  readonly network: NetworkMode;
  readonly addressPolicy: AddressPolicy;
  readonly proxy: (target: ResponderTarget) => string | null;
  readonly headers: readonly HttpHeader[];
}

/** Reads `networkOptions`; `variables` are those of the process. */
export function readNetwork(
  args: ParsedArguments,
  variables: Variables,
): Result<NetworkPlan, CliError> {
  const network = readChoice<NetworkMode>(args, 'network', {
    words: ['any', 'loopback-only', 'offline'],
    fallback: 'any',
  });
  if (!network.ok) return network;
  const addressPolicy = readChoice<AddressPolicy>(args, 'address-policy', {
    words: ['any', 'public-only', 'loopback-only'],
    fallback: defaultPolicy.addressPolicy,
  });
  if (!addressPolicy.ok) return addressPolicy;
  const proxy = readProxy(args, variables);
  if (!proxy.ok) return proxy;
  const headers = readHeaders(args);
  if (!headers.ok) return headers;
  return ok({
    network: network.value,
    addressPolicy: addressPolicy.value,
    proxy: proxy.value,
    headers: headers.value,
  });
}

function readProxy(
  args: ParsedArguments,
  variables: Variables,
): Result<NetworkPlan['proxy'], CliError> {
  const given = args.value('proxy');
  if (given === null) return ok((target) => proxyFromVariables(variables, target));
  if (given === 'none') return ok(() => null);
  const parsed = parseProxy(given);
  if (parsed.ok) return ok(() => given);
  const why = 'detail' in parsed.error ? parsed.error.detail : parsed.error.code;
  return err(
    usageError(
      args.command,
      `--proxy is an HTTP proxy such as http://proxy.example.com:3128, or none: ${why}.`,
    ),
  );
}

function readHeaders(args: ParsedArguments): Result<readonly HttpHeader[], CliError> {
  const headers: HttpHeader[] = [];
  for (const given of args.values('header')) {
    const colon = given.indexOf(':');
    const refuse = (why: string) =>
      err(usageError(args.command, `--header is 'Name: value': ${why}.`));
    if (colon < 1) return refuse('there is no name before a colon');
    const header = { name: given.slice(0, colon), value: given.slice(colon + 1).trim() };
    // The value may be a secret: only the name is repeated.
    const flaw = headerFlaw(header);
    if (flaw !== null) return refuse(`in ${header.name}, ${flaw}`);
    if (headers.some(({ name }) => name.toLowerCase() === header.name.toLowerCase())) {
      return refuse(`${header.name} is given twice`);
    }
    headers.push(header);
  }
  return ok(headers);
}
