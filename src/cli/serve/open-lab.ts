import type { OpenedLab } from '#lab/ca/lab-ca.ts';
import type { PortWishes } from '#lab/lab.ts';
import type { LabPorts } from '#shared/model/lab.ts';
import { assertNever, err, ok, type Result } from '#shared/model/result.ts';
import type { Stage } from '#workbench/stage.ts';
import type { CliError } from '../cli-error.ts';
import type { LabFolder } from './lab-folder.ts';
import { labFailure } from './start-failure.ts';

/** Takes up the lab of the folder, or founds one there; what the person has to know of that, in sentences. */
export async function openLab(
  { lab }: Stage,
  { folder, ports }: { readonly folder: LabFolder; readonly ports: PortWishes },
): Promise<Result<readonly string[], CliError>> {
  const opened = await lab.start();
  return opened.ok ? ok(noticesOf(opened.value)) : err(labFailure(opened.error, folder, ports));
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
  const moves = [
    from.responder === to.responder ? null : `${from.responder} to ${to.responder}`,
    from.backup === to.backup ? null : `${from.backup} to ${to.backup}`,
  ].filter((move) => move !== null);
  return `The lab's responders moved from port ${moves.join(', and from ')}: the certificates that name them were issued anew, under the same keys.`;
}
