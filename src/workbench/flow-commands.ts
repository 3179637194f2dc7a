import { base64Of } from '#pki/octets.ts';
import { encodePem } from '#pki/x509/pem.ts';
import { findExchange, findStep, judgedAttempt } from '#shared/flow/find-step.ts';
import type { Flow, FlowCommands } from '#shared/flow/flow.ts';

/** Shell commands (bash) that ask the same question as a flow did, complete with the certificates. */
export function flowCommands(flow: Flow): FlowCommands {
  return { openssl: opensslCommand(flow), curl: curlCommand(flow) };
}

function opensslCommand(flow: Flow): string | null {
  const certificate = findStep(flow.events, 'certificate-presented')?.certificate;
  const issuer = findStep(flow.events, 'chain-evaluated')?.issuer;
  const uri = findStep(judgedAttempt(flow.events), 'responder-uri-chosen')?.uri;
  if (!certificate || !issuer || uri === undefined) return null;
  const pinned = flow.policy.responderCertificate;
  const lines = [
    `openssl ocsp -${flow.policy.hash} -url ${shellQuote(uri)}`,
    `-issuer ${heredoc(issuer.der)}`,
    `-cert ${heredoc(certificate.der)}`,
    `-CAfile ${heredoc(issuer.der)} -partial_chain`,
    ...(pinned === null ? [] : [`-VAfile ${heredoc(pinned)}`]),
    `${flow.policy.nonce === 'omit' ? '-no_nonce' : '-nonce'} -resp_text`,
  ];
  return lines.join(' \\\n  ');
}

/** A file that exists only for the command: bash puts the text behind a path. */
function heredoc(der: Uint8Array): string {
  return `<(printf '%s\\n' ${shellQuote(encodePem('CERTIFICATE', der).trimEnd())})`;
}

function curlCommand(flow: Flow): string | null {
  const { request } = findExchange(flow.events);
  if (request === null) return null;
  if (request.method === 'GET') {
    return `curl --silent --show-error --globoff --output response.der ${shellQuote(request.url)}`;
  }
  const base64 = base64Of(request.ocspRequest);
  return [
    `printf %s ${base64} | base64 -d |`,
    `curl --silent --show-error --globoff --data-binary @- --header 'Content-Type: application/ocsp-request'`,
    `--output response.der ${shellQuote(request.url)}`,
  ].join(' \\\n  ');
}

function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
