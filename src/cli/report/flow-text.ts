import { describeVerdict } from '#shared/flow/describe-verdict.ts';
import { findExchange, findStep, judgedAttempt } from '#shared/flow/find-step.ts';
import { readStep } from '#shared/flow/steps/read-step.ts';
import type { CertificateSummary } from '#shared/model/certificate.ts';
import type { ChainLink } from '#shared/model/chain.ts';
import type { ResponseSummary } from '#shared/model/ocsp.ts';
import { toRfc3339 } from '#shared/model/time.ts';
import type { Decision } from '#shared/model/verdict.ts';
import { countOf } from '#shared/wording/count.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import { toReadableDuration } from '#shared/wording/time.ts';
import { heading, paragraph, type Row, rows } from '../text/layout.ts';
import type { Style } from '../text/style.ts';
import { checksText } from './checks-text.ts';
import { statusMark, statusTone, statusWords } from './status-words.ts';
import type { Verdict } from './verdict.ts';

/** A verdict for a person: what was decided and why, the facts, the steps, every check, the exchange. */
export function flowToText(verdict: Verdict, style: Style): readonly string[] {
  const { outcome } = verdict.flow;
  const checks =
    outcome.checks.length === 0
      ? []
      : [...heading('Checks', style), ...checksText(outcome.checks, style)];
  return [
    ...verdictText(verdict, style),
    '',
    ...rows(factRows(verdict), style),
    ...heading('Steps', style),
    ...stepLines(verdict, style),
    ...checks,
    ...httpText(verdict, style),
  ];
}

function verdictText(verdict: Verdict, style: Style): readonly string[] {
  const { flow } = verdict;
  const { heading: words, sentence, remedy } = describeVerdict(flow);
  const mark = style.paint(statusTone(verdict), `${statusMark(verdict)} ${statusWords(verdict)}`);
  const head = `${mark}  ${style.paint('strong', words)}`;
  const advice = remedy === null ? [] : paragraph(remedy, style);
  return [head, ...paragraph(sentence, style), ...savedText(verdict, style), ...advice];
}

/** Where the chain denies although a saved response was judged: what the response says all the same. */
function savedText({ flow }: Verdict, style: Style): readonly string[] {
  const { decision, status } = flow.outcome;
  const isBoth = flow.source === 'saved-response' && decision.decidedBy === 'chain';
  return isBoth ? paragraph(`The saved response, judged alone, is ${status}.`, style) : [];
}

function factRows(verdict: Verdict): readonly Row[] {
  const { events, outcome } = verdict.flow;
  const certificate = findStep(events, 'certificate-presented')?.certificate ?? null;
  const issuer = findStep(events, 'chain-evaluated')?.issuer ?? null;
  const uri = findStep(judgedAttempt(events), 'responder-uri-chosen');
  const list: Row[] = [];
  if (certificate !== null) {
    list.push({ label: 'Certificate', lines: certificateLines(certificate.summary) });
  }
  if (issuer !== null) list.push({ label: 'Issuer', lines: [issuer.summary.subject] });
  const chain = findStep(events, 'chain-evaluated')?.evaluation ?? null;
  if (chain !== null && chain.outcome === 'not-trusted' && chain.links.length > 0) {
    list.push({ label: 'Chain', lines: chain.links.map(linkLine) });
  }
  if (uri !== null) {
    const from = uriSourceWords[uri.source];
    list.push({ label: 'Responder', lines: [`${uri.uri} (${from})`] });
    if (uri.ignored.length > 0) list.push({ label: 'Not asked', lines: uri.ignored });
  }
  if (outcome.response !== null) {
    list.push({ label: 'Response', lines: responseLines(outcome.response) });
  }
  list.push({ label: 'Decision', lines: [decisionText(outcome.decision, verdict)] });
  list.push({ label: 'Judged at', lines: [toRfc3339(verdict.at)] });
  return list;
}

function linkLine({ outcome, subject, message }: ChainLink): string {
  return `${outcome === 'pass' ? '✓' : '✗'} ${subject}: ${message}`;
}

function certificateLines(summary: CertificateSummary): readonly string[] {
  const validity = `valid ${toRfc3339(summary.notBefore)} to ${toRfc3339(summary.notAfter)}`;
  return [
    summary.subject,
    `serial number ${toReadableSerial(summary.serialNumber)} · ${summary.publicKey} · ${validity}`,
  ];
}

function responseLines(response: ResponseSummary): readonly string[] {
  const who =
    'byName' in response.responderId
      ? response.responderId.byName
      : `key ${response.responderId.byKey}`;
  const signer =
    response.signer === null ? `claims to be from ${who}` : `signed by ${response.signer}`;
  const says = response.certStatus === null ? '' : `says ${response.certStatus} · `;
  const times = [
    `producedAt ${toRfc3339(response.producedAt)}`,
    response.thisUpdate === null ? null : `thisUpdate ${toRfc3339(response.thisUpdate)}`,
    response.nextUpdate === null ? 'no nextUpdate' : `nextUpdate ${toRfc3339(response.nextUpdate)}`,
  ];
  return [
    `${says}${signer}, ${response.signatureAlgorithm}`,
    times.filter((time) => time !== null).join(' · '),
  ];
}

function decisionText(decision: Decision, { flow }: Verdict): string {
  switch (decision.decidedBy) {
    case 'status':
      return `${decision.outcome}, by the status`;
    case 'fallback':
      return `${decision.outcome}, by the fallback (${flow.policy.fallback})`;
    case 'another-program':
      return `${decision.outcome}, as another program decides`;
    case 'handshake':
      return `${decision.outcome}, as the TLS handshake failed`;
    case 'chain':
      return `${decision.outcome}, as the chain does not hold`;
    case 'ocsp-not-enabled':
      return `${decision.outcome}, as OCSP checking is not enabled`;
  }
}

function stepLines({ flow }: Verdict, style: Style): readonly string[] {
  return flow.events.flatMap(({ atMs, step }) => {
    if (step.type === 'cache-looked-up' && step.outcome === 'bypassed') return [];
    const { label, detail, meta } = readStep(flow, step);
    const measures = meta === null ? '' : ` (${meta})`;
    const text = `${label}${measures}${detail === null ? '' : `: ${detail}`}`;
    const time = style.paint('faint', toReadableDuration(atMs).padStart(8));
    return paragraph(text, style, 12).map((line, at) =>
      at === 0 ? `  ${time}  ${line.slice(12)}` : line,
    );
  });
}

/** The URL of a GET holds the whole request: `--json` has it in full. */
function shortened(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

function httpText({ flow }: Verdict, style: Style): readonly string[] {
  const { request, response } = findExchange(flow.events);
  if (request === null) return [];
  const list: Row[] = [
    {
      label: 'Request',
      lines: [
        shortened(`${request.method} ${request.url}`, style.width - 16),
        countOf(request.ocspRequest.length, 'octet'),
      ],
    },
  ];
  if (response !== null) {
    const type = response.contentType ?? 'no content type';
    const { connected, firstByte, total } = response.timings;
    const times = [
      connected === null ? null : `connected ${toReadableDuration(connected)}`,
      firstByte === null ? null : `first byte ${toReadableDuration(firstByte)}`,
      `complete ${toReadableDuration(total)}`,
    ];
    list.push(
      {
        label: 'Response',
        lines: [
          `${response.status} ${response.statusText} · ${type} · ${countOf(response.body.length, 'octet')}`,
          ...(response.remoteAddress === null ? [] : [`from ${response.remoteAddress}`]),
        ],
      },
      { label: 'Timings', lines: [times.filter((time) => time !== null).join(' · ')] },
    );
  }
  return [...heading('HTTP', style), ...rows(list, style)];
}

const uriSourceWords = {
  aia: 'from the certificate',
  configuration: 'as given',
  recorded: 'as recorded',
} as const;
