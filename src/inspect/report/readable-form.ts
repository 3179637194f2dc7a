import { toSafeJson } from '#shared/wording/safe-text.ts';
import { textOfObject } from '../text/text-of-object.ts';
import { type InspectedFile, inspectionToJson } from './inspection-json.ts';

/** Forms that people read: a private key stands in them by what it fits alone. */
export const readableForms = ['text', 'json'] as const;
export type ReadableForm = (typeof readableForms)[number];

export function isReadableForm(form: string): form is ReadableForm {
  return readableForms.some((one) => one === form);
}

/** Everything that files hold, to be read. */
export function writeReadable(form: ReadableForm, files: readonly InspectedFile[]): string {
  if (form === 'json')
    return `${toSafeJson(JSON.stringify(inspectionToJson(files, []), null, 2))}\n`;
  return files.flatMap(({ objects }) => objects.map(textOfObject)).join('\n');
}
