import { randomUUID } from 'node:crypto';
import { judgeSaved } from '#engine/ask/judge-saved.ts';
import { timelineOf } from '#engine/judge/evidence-timeline.ts';
import { loadOcspRequest, loadOcspResponse } from '#inspect/load-objects.ts';
import type { OcspRequest } from '#pki/ocsp/types.ts';
import type { FlowEvent } from '#shared/flow/flow.ts';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { judgeOptions, readJudges } from '../arguments/judge-options.ts';
import { flag, valueOption } from '../arguments/option.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { judgementOptions, readJudgement } from '../arguments/policy-options.ts';
import { readChoice, readTime } from '../arguments/values.ts';
import { type CliError, unreadable, usageError } from '../cli-error.ts';
import type { Command, Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import { evidenceFrom } from '../inputs/evidence.ts';
import { nameOf, readOctets } from '../inputs/input-files.ts';
import { presentationOptions, purposeRemarks, readPresentation } from '../inputs/presentation.ts';
import { readResponderCertificate } from '../inputs/responder-certificate.ts';
import { saveCase, saveCaseOption } from '../outputs/save-case.ts';
import { compareOpinions } from '../report/judges-report.ts';
import { reportVerdict, verdictExitCodes } from './verdict-report.ts';

/** `revoscope verify`: judges a saved response without a network. */
export const verify: Command = {
  name: 'verify',
  summary: 'Judges a saved OCSP response, without a network.',
  synopsis: 'CERT --issuer FILE --response FILE [options]',
  operands: 'files',
  about: [
    'Runs every check on a response that was saved before, as of now or of the time that --at gives, and says what an mTLS server would decide. Nothing is sent. Files are PEM or DER; "-" is standard input.',
  ],
  options: [
    valueOption('response', 'FILE', 'The OCSP response.'),
    valueOption('request', 'FILE', 'The request that it answers, for its nonce.'),
    ...presentationOptions,
    ...judgementOptions,
    valueOption(
      'nonce',
      'omit|send|require',
      'What is expected of the nonce (send where --request has one, else omit).',
    ),
    flag('gate', 'Exits by the decision: 0 allow, 1 deny.'),
    ...judgeOptions,
    saveCaseOption,
    flag('timeline', 'Tells every instant at which a check or the verdict flips.'),
  ],
  json: 'document',
  exitCodes: verdictExitCodes,
  examples: [
    {
      command: 'revoscope verify client.pem --issuer ca.pem --response answer.der',
      about: 'Would this answer be accepted now?',
    },
    {
      command:
        'revoscope verify client.pem --issuer ca.pem --response answer.der --at 2026-01-31T12:00:00Z',
      about: 'Was it to be accepted then?',
    },
    {
      command:
        'revoscope verify client.pem --issuer ca.pem --request asked.der --response answer.der --nonce require',
      about: 'Is it the answer to that very request?',
    },
    {
      command: 'revoscope verify client.pem --issuer ca.pem --response answer.der --judge all',
      about: 'What would nginx, Java and the others say of it?',
    },
    {
      command: 'revoscope verify client.pem --issuer ca.pem --response answer.der --timeline',
      about: 'From when to when is it good?',
    },
  ],
  run,
};

async function run(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Report, CliError>> {
  const judgement = readJudgement(args);
  if (!judgement.ok) return judgement;
  const at = readTime(args, 'at');
  if (!at.ok) return at;
  const responseFile = args.value('response');
  if (responseFile === null) {
    return err(usageError('verify', 'Which response?', 'Give it with --response FILE.'));
  }
  const others = ['response', 'request', 'responder-cert'].flatMap((name) => args.values(name));
  const presented = await readPresentation(args, others, environment);
  if (!presented.ok) return presented;
  const responderCertificate = await readResponderCertificate(args, environment);
  if (!responderCertificate.ok) return responderCertificate;
  const response = await readResponse(responseFile, environment);
  if (!response.ok) return response;
  const request = await readRequest(args.value('request'), environment);
  if (!request.ok) return request;
  const nonce = readNonceRule(args, request.value);
  if (!nonce.ok) return nonce;
  const judges = await readJudges(args, environment);
  if (!judges.ok) return judges;

  const policy: Policy = {
    ...defaultPolicy,
    ...judgement.value,
    nonce: nonce.value,
    responderCertificate: responderCertificate.value,
    cache: { ...defaultPolicy.cache, use: 'off' },
  };
  const events: FlowEvent[] = [];
  const startedAt = environment.clock.now();
  const judgedAt = at.value ?? startedAt;
  const exchanged = { request: request.value, http: null, response: response.value };
  const evidence = evidenceFrom(presented.value, exchanged);
  const outcome = judgeSaved(
    { evidence, policy, at: judgedAt },
    { clock: environment.clock, emit: (event) => events.push(event) },
  );
  const source = 'saved-response';
  const flow = { id: randomUUID(), source, startedAt, policy, events, outcome } as const;
  const { decision } = outcome;
  const opinions = compareOpinions(evidence, judges.value, { at: judgedAt, decision });
  // Nothing is kept of a file; a server would keep the answer, and the timeline tells for how long.
  const keeping = { ...policy, cache: defaultPolicy.cache };
  const timeline = args.has('timeline') ? timelineOf(evidence, keeping, judgedAt) : null;
  const saved = await saveCase(evidence, { flow, at: judgedAt }, { args, environment });
  if (!saved.ok) return saved;
  const remarks = [
    ...presented.value.remarks,
    ...purposeRemarks(presented.value, judgedAt),
    ...saved.value,
  ];
  return ok(reportVerdict(flow, judgedAt, { args, remarks, opinions, timeline }));
}

async function readResponse(
  file: string,
  environment: CliEnvironment,
): Promise<Result<Uint8Array, CliError>> {
  const octets = await readOctets(file, environment);
  if (!octets.ok) return octets;
  const response = loadOcspResponse(octets.value);
  return response.ok ? response : err(unreadable(nameOf(file), response.error));
}

async function readRequest(
  file: string | null,
  environment: CliEnvironment,
): Promise<Result<OcspRequest | null, CliError>> {
  if (file === null) return ok(null);
  const octets = await readOctets(file, environment);
  if (!octets.ok) return octets;
  const request = loadOcspRequest(octets.value);
  return request.ok ? request : err(unreadable(nameOf(file), request.error));
}

function readNonceRule(
  args: ParsedArguments,
  request: OcspRequest | null,
): Result<Policy['nonce'], CliError> {
  const rule = readChoice(args, 'nonce', {
    words: ['omit', 'send', 'require'] as const,
    fallback: (request?.nonce ?? null) === null ? 'omit' : 'send',
  });
  if (!rule.ok || rule.value === 'omit' || (request?.nonce ?? null) !== null) return rule;
  const message = `--nonce ${rule.value} compares with the nonce of a request.`;
  const hint =
    request === null
      ? 'Give the request with --request FILE.'
      : 'The request of --request has no nonce.';
  return err(usageError(args.command, message, hint));
}
