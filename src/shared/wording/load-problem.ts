import type { LoadProblem } from '../model/certificate.ts';
import { assertNever } from '../model/result.ts';

/** What a person can do about an input that could not be taken. */
export function loadProblemRemedy(problem: LoadProblem): string {
  switch (problem.code) {
    case 'empty-input':
      return 'Choose the file that holds the certificate, or paste the whole PEM block.';
    case 'too-large':
      return 'Load the certificate alone, or a smaller bundle.';
    case 'not-recognised':
      return 'Certificates are read as PEM, as a PEM bundle, as DER, or as bare base64.';
    case 'not-a-certificate':
      return 'Load an X.509 certificate; other objects are not needed for a check.';
    case 'malformed':
      return 'Export the certificate again from where it came from; these bytes are not strict DER.';
    case 'private-key-refused':
      return 'A check needs no private key. Load the certificate (BEGIN CERTIFICATE) without it.';
    case 'case-refused':
      return 'Open a case that Revoscope saved, or a HAR file or packet capture as another program wrote it.';
    case 'unreadable':
      return 'Check that the file is still there and that you may read it.';
    case 'cancelled':
      return 'Open it again when you want it.';
    default:
      return assertNever(problem.code);
  }
}

/** Where in the input the problem lies, as far as it is known: `byte 412, tbsCertificate.validity`. */
export function loadProblemPlace(problem: LoadProblem): string | null {
  const places = [
    problem.offset === null ? null : `byte ${problem.offset.toLocaleString('en')}`,
    problem.path === null || problem.path === '' ? null : problem.path,
  ].filter((place) => place !== null);
  return places.length === 0 ? null : places.join(', ');
}
