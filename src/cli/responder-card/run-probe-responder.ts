import { parseResponderUri } from '#engine/ask/transport/responder-target.ts';
import { cardJson } from '#matrix/responder-card/card-json.ts';
import { planQuestions } from '#matrix/responder-card/plan-questions.ts';
import { probeResponder } from '#matrix/responder-card/probe-responder.ts';
import type { PlannedQuestion, ResponderCard, Seriousness } from '#shared/model/responder-card.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { readNetwork } from '../arguments/network-options.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { readWhole } from '../arguments/values.ts';
import { type CliError, usageError } from '../cli-error.ts';
import type { Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import { exitCode } from '../exit-code.ts';
import { readAllCertificates } from '../inputs/input-files.ts';
import { createNetworkTransport } from '../network-transport.ts';
import { heading, paragraph } from '../text/layout.ts';
import type { Meaning, Style } from '../text/style.ts';

/** Asks a responder, and reports its card. */
export async function runProbeResponder(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Report, CliError>> {
  const [uri, ...files] = args.positionals;
  if (uri === undefined || !parseResponderUri(uri).ok) {
    const message = uri === undefined ? 'Which responder?' : `"${uri}" is no http or https URI.`;
    return err(usageError('probe-responder', message, 'Such as http://ocsp.example.com/'));
  }
  const issuerFile = args.value('issuer');
  if (issuerFile === null) {
    return err(usageError('probe-responder', 'For which CA?', 'Give it with --issuer FILE.'));
  }
  const interval = readWhole(args, 'interval', { ...bounds, min: 0, fallback: 500 });
  if (!interval.ok) return interval;
  const timeout = readWhole(args, 'timeout', { ...bounds, min: 1, fallback: 10_000 });
  if (!timeout.ok) return timeout;
  const network = readNetwork(args, environment.variables);
  if (!network.ok) return network;
  const issuers = await readAllCertificates([issuerFile], environment);
  if (!issuers.ok) return issuers;
  const read = await readAllCertificates(files, environment);
  if (!read.ok) return read;
  const [issuer] = issuers.value.certificates;
  if (issuer === undefined) throw new Error('a certificate file without a certificate');
  const subjects = { issuer, certificates: read.value.certificates.slice(0, 3) };
  const questions = planQuestions(subjects, environment.random);
  if (args.has('plan')) return ok(reportPlan(questions));
  const { clock, version, signal, stdout } = environment;
  if (!args.has('json')) {
    for (const each of planText(questions, interval.value)) stdout.write(`${each}\n`);
  }
  const transport = createNetworkTransport(network.value, { clock, version });
  const card = await probeResponder({
    uri,
    subjects,
    questions,
    transport,
    clock,
    intervalMs: interval.value,
    timeoutMs: timeout.value,
    signal,
    onExchange: () => {},
  });
  transport.close();
  return card === null ? err({ code: 'cancelled' }) : ok(reportCard(card));
}

const bounds = { max: 600_000, unit: 'milliseconds' };

function planText(questions: readonly PlannedQuestion[], intervalMs: number): readonly string[] {
  const seconds = ((questions.length * intervalMs) / 1_000).toFixed(0);
  return [`${questions.length} questions will be sent, for ${seconds} s or longer.`];
}

function reportPlan(questions: readonly PlannedQuestion[]): Report {
  const listed = questions.map(({ id, method, what, body }) => ({
    id,
    method,
    what,
    octets: body.length,
  }));
  return {
    exitCode: exitCode.done,
    json: listed,
    text: () => listed.map(({ method, what }) => `${method.toUpperCase().padEnd(5)} ${what}`),
    remarks: [],
  };
}

function reportCard(card: ResponderCard): Report {
  const isBad = card.lines.some(({ seriousness }) => seriousness === 'fault');
  return {
    exitCode: isBad ? exitCode.different : exitCode.done,
    json: cardJson(card),
    text: (style) => cardText(card, style),
    remarks: [],
  };
}

function cardText({ lines, exchanges, uri }: ResponderCard, style: Style): readonly string[] {
  return [
    ...heading(uri, style),
    ...lines.flatMap(({ title, finding, clause, seriousness, shownBy }) => [
      `  ${style.paint(meaningOf(seriousness), `${seriousness.padEnd(8)}`)} ${style.paint('strong', title)}  ${style.paint('faint', `${clause}, exchange ${shownBy.join(', ') || '–'}`)}`,
      ...paragraph(finding, style, 11),
    ]),
    ...heading('Exchanges', style),
    ...exchanges.map(
      ({ number, question, httpStatus, durationMs, responseStatus }) =>
        `  ${String(number).padStart(2)}  ${question.method.toUpperCase().padEnd(5)} ${question.what} → HTTP ${httpStatus ?? '–'}, ${responseStatus ?? 'no OCSP response'}, ${Math.round(durationMs)} ms`,
    ),
  ];
}

function meaningOf(seriousness: Seriousness): Meaning {
  if (seriousness === 'fault') return 'fail';
  if (seriousness === 'warning') return 'warn';
  return seriousness === 'fine' ? 'good' : 'faint';
}
