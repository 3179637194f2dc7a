import type { OpenedLab } from '#lab/ca/lab-ca.ts';
import type { LabPorts } from '#shared/model/lab.ts';
import { assertNever, err, ok, type Result } from '#shared/model/result.ts';
import type { Stage } from '#workbench/stage.ts';
import { type CliError, usageError } from '../cli-error.ts';
import type { LabFolder } from './lab-folder.ts';
import type { LabPlan } from './serve-options.ts';
import { labFailure } from './start-failure.ts';

/** Takes up the lab of the folder, or founds one there; what the person has to know of that, in sentences. */
export async function openLab(
  { lab }: Stage,
  plan: LabPlan,
  folder: LabFolder,
): Promise<Result<readonly string[], CliError>> {
  const opened = await lab.start();
  if (!opened.ok) return err(labFailure(opened.error, folder.path));
  const port = lab.ca.state?.ports.responder ?? 0;
  const isOther = plan.responderPort !== 0 && plan.responderPort !== port;
  if (isOther && opened.value.how === 'founded') {
    await lab.stop();
    folder.empty();
    return err(labFailure({ code: 'port-in-use', port: plan.responderPort }, folder.path));
  }
  if (isOther) {
    const message = `The lab in ${folder.path} has its responder on port ${port}, which its certificates name.`;
    return err(usageError('serve', message, '--lab-responder-port is for a new lab.'));
  }
  return ok(noticesOf(opened.value));
}

function noticesOf(opened: OpenedLab): readonly string[] {
  switch (opened.how) {
    case 'moved':
      return [movedNotice(opened)];
    case 'renewed':
      return [
        'The lab is of an earlier version: its issuing CA was issued anew, to name the responder that now answers for it. Clients present it from their files as they are written now.',
      ];
    case 'founded':
    case 'restored':
      return [];
    default:
      return assertNever(opened);
  }
}

function movedNotice({ from, to }: { readonly from: LabPorts; readonly to: LabPorts }): string {
  const taken = from.responder === to.responder ? from.backup : from.responder;
  return `Port ${taken} belongs to another program now: the lab's responders are on ${to.responder} and ${to.backup}, and the certificates that name them were issued anew.`;
}
