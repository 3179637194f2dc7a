import { summarizeCertificate } from '#pki/x509/summary.ts';
import type { RunningMtls } from '#shared/model/mtls.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { toReadableSpan } from '#shared/wording/time.ts';
import type { AdjustableClock } from '#workbench/adjustable-clock.ts';
import { describeClientFilesError, writeClientFiles } from '#workbench/mtls/client-files.ts';
import type { Stage } from '#workbench/stage.ts';
import type { CliError } from '../cli-error.ts';
import type { LabFolder } from './lab-folder.ts';
import { openLab } from './open-lab.ts';
import { policyOf, type ServeScript } from './serve-stage.ts';
import { type Served, type ServedClient, type ServedLab, subjectOfPem } from './served.ts';
import { mtlsFailure } from './start-failure.ts';

/** Opens the lab where there is one, then the server, and writes the files of the lab's clients. */
export async function openServer(
  stage: Stage,
  script: ServeScript,
): Promise<Result<Served, CliError>> {
  const { plan, own, folder, clock } = script;
  const ports = plan.lab?.ports ?? null;
  const lab = folder === null || ports === null ? null : await openLab(stage, { folder, ports });
  if (lab !== null && !lab.ok) return lab;
  const mtls = await stage.mtls.start();
  if (!mtls.ok) return err(mtlsFailure(mtls.error, own));
  const clients = folder === null ? ok([]) : writeClients(stage, mtls.value, script, folder);
  if (!clients.ok) return clients;
  const identity = own.identity ?? stage.labIdentity();
  const trusted = [stage.labRoot(), ...own.clientCas].filter((one) => one !== null);
  return ok({
    at: clock.now(),
    mtls: mtls.value,
    settings: plan.settings,
    policy: policyOf(script),
    server: subjectOfPem(identity.certificatePem),
    trusts: trusted.map((one) => summarizeCertificate(one).subject),
    lab: folder === null ? null : labFacts(stage, folder, clients.value),
    notices: [
      ...own.remarks,
      ...(lab?.value ?? []),
      ...nameNotices(mtls.value, script),
      ...clockNotices(clock),
    ],
  });
}

function writeClients(
  stage: Stage,
  mtls: RunningMtls,
  { environment }: ServeScript,
  { clientFolder }: LabFolder,
): Result<readonly ServedClient[], CliError> {
  const written: ServedClient[] = [];
  for (const certificate of stage.lab.ca.certificates()) {
    if (certificate.role !== 'client' && certificate.role !== 'stranger-client') continue;
    const facts = {
      lab: stage.lab,
      mtls,
      folder: clientFolder,
      serverTrust: stage.serverTrust(),
      random: environment.random,
    };
    const commands = writeClientFiles(certificate.id, facts);
    if (!commands.ok) {
      const message = describeClientFilesError(commands.error);
      const remedy = 'Give a folder that you may write to with --lab-dir.';
      return err({ code: 'unavailable', message, remedy });
    }
    written.push({ certificate, commands: commands.value });
  }
  return ok(written);
}

function labFacts(stage: Stage, folder: LabFolder, clients: readonly ServedClient[]): ServedLab {
  const view = stage.lab.view();
  const urlOf = (state: 'responder' | 'backup'): string => {
    const responder = view?.[state];
    return responder !== undefined && 'url' in responder ? responder.url : '';
  };
  return {
    folder: folder.path,
    isTemporary: folder.isTemporary,
    responder: urlOf('responder'),
    backup: urlOf('backup'),
    clientFolder: folder.clientFolder,
    clients,
  };
}

/** Whoever left the clock ahead may have forgotten it. */
function clockNotices(clock: AdjustableClock): readonly string[] {
  const { offsetMs } = clock.state();
  if (offsetMs === 0) return [];
  return [
    `The lab's clock is ${toReadableSpan(offsetMs)} ahead of the real one: revoscope lab clock real ends that.`,
  ];
}

/** The lab's server certificate does not hold for an address that others come by. */
function nameNotices({ reach }: RunningMtls, { own }: ServeScript): readonly string[] {
  if (own.identity !== null || reach === 'this-machine') return [];
  return [
    "The lab's server certificate is for localhost, 127.0.0.1 and ::1: clients that come by another name or address refuse it.",
  ];
}
