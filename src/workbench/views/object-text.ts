import { inspectionToJson } from '#inspect/report/inspection-json.ts';
import { inspectionToPem } from '#inspect/report/inspection-pem.ts';
import type { InspectedObject } from '#shared/model/inspection.ts';
import type { ObjectText, TextForm } from '#shared/model/object-view.ts';
import { toSafeJson } from '#shared/wording/safe-text.ts';

/** An object with the file or place that it came from. */
export interface NamedObject {
  readonly origin: string;
  readonly object: InspectedObject;
}

/** The most characters that are shown at once: more than anybody reads, and few enough to lay out at once. */
const maxShown = 400_000;

/** An object in a form for reading and copying; null where it has none, such as the PEM of a private key. */
export function writeText(open: NamedObject, form: TextForm): string | null {
  switch (form) {
    case 'pem': {
      const lines = inspectionToPem([fileOf(open)]);
      return lines.length === 0 ? null : `${lines.join('\n')}\n`;
    }
    case 'json':
      return `${toSafeJson(JSON.stringify(inspectionToJson([fileOf(open)], []), null, 2))}\n`;
  }
}

/** The beginning of a text, as much of it as is shown. */
export function shownOf(text: string): ObjectText {
  if (text.length <= maxShown) return { text, length: text.length };
  const end = text.lastIndexOf('\n', maxShown);
  return { text: text.slice(0, end > 0 ? end + 1 : maxShown), length: text.length };
}

function fileOf({ origin, object }: NamedObject) {
  return { file: origin, objects: [object] };
}
