import type {
  LabCertificate,
  LabClientRequest,
  LabKeyType,
  LabOcspUri,
} from '#shared/model/lab.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { FieldProblem } from '#shared/model/settings.ts';

export type UriChoice = 'one' | 'two' | 'none' | 'custom';

/** A client certificate as the person writes it down. */
export interface ClientDraft {
  readonly name: string;
  readonly keyType: LabKeyType;
  readonly validDays: string;
  readonly uris: UriChoice;
  /** Separated by white space or commas; counts for `custom` alone. */
  readonly customUris: string;
}

/** What was written as a request to the lab, or field by field what cannot be one. */
export function toRequest(draft: ClientDraft): Result<LabClientRequest, readonly FieldProblem[]> {
  const problems: FieldProblem[] = [];
  const name = draft.name.trim();
  if (name === '') {
    problems.push({ field: 'name', message: 'Enter a name, such as lab-client-2.' });
  }
  const days = draft.validDays.trim();
  if (!/^\d{1,6}$/.test(days) || Number(days) < 1) {
    problems.push({ field: 'validDays', message: 'Enter whole days, 1 or more.' });
  }
  const ocspUris = urisOf(draft);
  if (draft.uris === 'custom' && ocspUris.length === 0) {
    problems.push({ field: 'ocspUris', message: 'Enter at least one URI, or choose None.' });
  }
  if (problems.length > 0) return err(problems);
  return ok({ name, keyType: draft.keyType, validDays: Number(days), ocspUris });
}

function urisOf({ uris, customUris }: ClientDraft): readonly LabOcspUri[] {
  switch (uris) {
    case 'none':
      return [];
    case 'one':
      return [{ to: 'responder' }];
    case 'two':
      return [{ to: 'responder' }, { to: 'backup' }];
    case 'custom':
      return customUris
        .split(/[\s,]+/)
        .filter((uri) => uri !== '')
        .map((uri) => ({ to: 'elsewhere', uri }));
  }
}

/** The next name that no certificate of the lab has: `lab-client-8`. */
export function freeName(certificates: readonly LabCertificate[]): string {
  const taken = new Set(certificates.map(({ name }) => name));
  let number = certificates.filter(({ role }) => role === 'client').length + 1;
  while (taken.has(`lab-client-${number}`)) number += 1;
  return `lab-client-${number}`;
}
