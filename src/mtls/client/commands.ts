import { isIPv6 } from 'node:net';
import type { ClientCommands } from '#shared/model/mtls.ts';
import { urlOf } from '../listen.ts';

/** Where the server is, and the files that a client presents. */
export interface CommandFacts {
  readonly host: string;
  readonly port: number;
  /** PEM file of the CA that the server leads to. */
  readonly caFile: string;
  /** PEM file: the client's certificate, then the CAs between it and its root. */
  readonly certificateFile: string;
  /** PEM file of the CAs between the client and its root alone; null where there are none. */
  readonly chainFile: string | null;
  readonly keyFile: string;
  /** Certificate, chain and key for a browser. */
  readonly pkcs12File: string;
  readonly pkcs12Password: string;
  readonly shell: 'posix' | 'windows';
}

/** Commands that authenticate with other programs, ready to be pasted, and what to do in a browser. */
export function clientCommands(facts: CommandFacts): ClientCommands {
  return { curl: curlCommand(facts), openssl: opensslCommand(facts), browser: browserSteps(facts) };
}

function curlCommand({
  host,
  port,
  caFile,
  certificateFile,
  keyFile,
  shell,
}: CommandFacts): string {
  const quote = quoteFor(shell);
  return [
    'curl --include',
    `--cacert ${quote(caFile)}`,
    `--cert ${quote(certificateFile)}`,
    `--key ${quote(keyFile)}`,
    quote(urlOf(host, port)),
  ].join(' ');
}

/** `-cert` sends the first certificate of its file alone; `-cert_chain` adds the others. */
function opensslCommand(facts: CommandFacts): string {
  const { host, port, chainFile, shell } = facts;
  const quote = quoteFor(shell);
  const address = isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
  const client = [
    `openssl s_client -connect ${address} -quiet -verify_return_error`,
    `-CAfile ${quote(facts.caFile)}`,
    `-cert ${quote(facts.certificateFile)}`,
    ...(chainFile === null ? [] : [`-cert_chain ${quote(chainFile)}`]),
    `-key ${quote(facts.keyFile)}`,
  ].join(' ');
  return shell === 'posix'
    ? `printf 'GET / HTTP/1.0\\r\\n\\r\\n' | ${client}`
    : `(echo GET / HTTP/1.0& echo.) | ${client}`;
}

function browserSteps({ host, port, caFile, pkcs12File, pkcs12Password }: CommandFacts) {
  return [
    `Import ${pkcs12File} into the browser's own certificates (its password is “${pkcs12Password}”).`,
    `Import ${caFile} as an authority that may identify websites, or accept the warning in the last step.`,
    `Open ${urlOf(host, port)} and choose the certificate when the browser asks.`,
    'To present another certificate later, close the private window or restart the browser: it remembers its choice.',
  ];
}

function quoteFor(shell: CommandFacts['shell']): (text: string) => string {
  return shell === 'posix' ? quotePosix : quoteWindows;
}

function quotePosix(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A Windows path holds no double quote. */
function quoteWindows(text: string): string {
  return /^[\w@+=:,.\\/-]+$/.test(text) ? text : `"${text}"`;
}
