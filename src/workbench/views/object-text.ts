import { inspectionToPem } from '#inspect/report/inspection-pem.ts';
import { writeReadable } from '#inspect/report/readable-form.ts';
import type { ObjectText, TextForm } from '#shared/model/object-view.ts';
import type { NamedObject } from './viewed-objects.ts';

/** The most characters that are shown at once: more than anybody reads, and few enough to lay out at once. */
const maxShown = 400_000;

/** An object in a form for reading and copying; null where it has none, such as the PEM of a private key. */
export function writeText(open: NamedObject, form: TextForm): string | null {
  switch (form) {
    case 'pem': {
      const lines = inspectionToPem([fileOf(open)]);
      return lines.length === 0 ? null : `${lines.join('\n')}\n`;
    }
    case 'text':
    case 'json':
      return writeReadable(form, [fileOf(open)]);
  }
}

/** The beginning of a text, as much of it as is shown. */
export function shownOf(text: string): ObjectText {
  if (text.length <= maxShown) return { text, length: text.length };
  const end = text.lastIndexOf('\n', maxShown);
  return { text: text.slice(0, end > 0 ? end + 1 : maxShown), length: text.length };
}

/** More of what lies in an object than this is not spelt out with it on the screen: it is open by itself. */
const maxInside = 300;

function fileOf({ origin, object: whole }: NamedObject) {
  const object = whole.contains.length > maxInside ? { ...whole, contains: [] } : whole;
  return { file: origin, objects: [object] };
}
