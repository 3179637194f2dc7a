import { err, ok, type Result } from '#shared/model/result.ts';
import { judgeOptions, readJudges } from '../arguments/judge-options.ts';
import { networkOptions } from '../arguments/network-options.ts';
import { flag } from '../arguments/option.ts';
import type { ParsedArguments } from '../arguments/parse-arguments.ts';
import { exchangeOptions, judgementOptions } from '../arguments/policy-options.ts';
import { createAsker } from '../check/asker.ts';
import { readCheckPlan } from '../check/check-plan.ts';
import type { CliError } from '../cli-error.ts';
import type { Command, Report } from '../command.ts';
import type { CliEnvironment } from '../environment.ts';
import { evidenceFrom, exchangedIn } from '../inputs/evidence.ts';
import { presentationOptions, readPresentation } from '../inputs/presentation.ts';
import { compareOpinions } from '../report/judges-report.ts';
import { reportVerdict, verdictExitCodes } from './verdict-report.ts';

/** `revoscope check`: asks the responder about one certificate. */
export const check: Command = {
  name: 'check',
  summary: 'Asks the OCSP responder whether a certificate is revoked.',
  synopsis: 'CERT [--issuer FILE] [options]',
  operands: 'files',
  about: [
    'Asks the OCSP responder of a certificate, runs every check on its answer, and says what an mTLS server would decide. Files are PEM or DER; "-" is standard input.',
  ],
  options: [
    ...presentationOptions,
    ...exchangeOptions,
    ...judgementOptions,
    ...networkOptions,
    flag('no-ocsp', 'Judges the chain alone and asks nobody: exits 0 where it holds, 3 where not.'),
    flag('gate', 'Exits by the decision: 0 allow, 1 deny.'),
    ...judgeOptions,
  ],
  json: 'document',
  exitCodes: [
    [0, 'the chain holds and the status is good, or --no-ocsp is given; with --gate: allow'],
    ...verdictExitCodes.filter(([code]) => code !== 0),
  ],
  examples: [
    {
      command: 'revoscope check client.pem --issuer ca.pem',
      about: 'Asks the first OCSP URI of client.pem.',
    },
    {
      command:
        'revoscope check client.pem --issuer ca.pem --responder-uri http://127.0.0.1:8888/ --nonce require',
      about: 'Asks this responder, and accepts no answer that was given before.',
    },
    {
      command: 'revoscope check client.pem --issuer ca.pem --fallback allow --gate',
      about: 'Exits 0 where a server that fails open would let the client in.',
    },
    {
      command: 'revoscope check client.pem --issuer ca.pem --json | jq .status',
      about: 'For programs.',
    },
  ],
  run,
};

async function run(
  args: ParsedArguments,
  environment: CliEnvironment,
): Promise<Result<Report, CliError>> {
  const responderFile = args.value('responder-cert');
  const others = responderFile === null ? [] : [responderFile];
  const presented = await readPresentation(args, others, environment);
  if (!presented.ok) return presented;
  const plan = await readCheckPlan(args, environment);
  if (!plan.ok) return plan;
  const judges = await readJudges(args, environment);
  if (!judges.ok) return judges;

  const asker = createAsker(plan.value, environment);
  try {
    const flow = await asker.ask(presented.value);
    if (environment.signal.aborted) return err({ code: 'cancelled' });
    const { startedAt, events, policy, outcome } = flow;
    const evidence = evidenceFrom(presented.value, exchangedIn(events), policy.hash);
    const { decision } = outcome;
    const opinions = compareOpinions(evidence, judges.value, { at: startedAt, decision });
    return ok(reportVerdict(flow, startedAt, { args, remarks: presented.value.remarks, opinions }));
  } finally {
    asker.close();
  }
}
