import type { BrowserWindow } from 'electron';
import { err, ok } from '#shared/model/result.ts';
import type { FieldProblem } from '#shared/model/settings.ts';
import {
  type PolicyFileError,
  readPolicyFile,
  writePolicyFile,
} from '#shared/schema/policy-file.ts';
import type { Workbench } from '#workbench/workbench.ts';
import { chooseFile } from '../choose-file.ts';
import { saveFile } from '../save-file.ts';
import type { Handlers } from './create-answer.ts';

type PolicyChannel = Extract<keyof Handlers, `policy:${string}`>;

/** The policy in force and the saved ones. */
export function policyHandlers(
  { policies }: Workbench,
  window: () => BrowserWindow | null,
): Pick<Handlers, PolicyChannel> {
  return {
    'policy:set-policy': (policy) => policies.set(policy),
    'policy:save-policy': ({ name }) => policies.save(name),
    'policy:update-policy': ({ id }) => policies.update(id),
    'policy:apply-policy': ({ id }) => policies.apply(id),
    'policy:rename-policy': ({ id, name }) => policies.rename(id, name),
    'policy:get-text': () => ok({ text: writePolicyFile(policies.inForce()) }),
    'policy:export-policy': () => {
      const file = policies.inForce();
      const bytes = new TextEncoder().encode(writePolicyFile(file));
      const name = `${fileName(file.name ?? 'policy')}.json`;
      return saveFile({ name, bytes }, { window: window(), isSecret: false });
    },
    'policy:import-policy': async () => {
      const text = await chooseFile(window(), 'A policy file (JSON)');
      if (!text.ok) return text;
      if (text.value === null) return ok(null);
      const file = readPolicyFile(text.value);
      if (!file.ok) return err({ code: 'policy-file-refused', error: file.error });
      const taken = policies.take(file.value);
      // Here the fields are places in a file, not places on the screen.
      return taken.ok || taken.error.code !== 'fields-invalid'
        ? taken
        : err({ code: 'policy-file-refused', error: placed(taken.error.problems) });
    },
    'policy:delete-policy': ({ id }) => policies.delete(id),
  };
}

/** The first value that makes no sense, with the path to it. */
function placed([problem]: readonly FieldProblem[]): PolicyFileError {
  const path = `policy.${problem?.field ?? ''}`;
  return { code: 'field-invalid', path, message: `${path}: ${problem?.message ?? 'not valid'}` };
}

/** A name that every file system takes. */
function fileName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N} ._-]+/gu, ' ').trim();
  return plain === '' ? 'policy' : plain.slice(0, 80);
}
