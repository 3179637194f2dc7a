import type { LabError } from '#shared/model/lab.ts';
import type { MtlsError } from '#shared/model/mtls.ts';
import type { FieldProblem } from '#shared/model/settings.ts';
import type { PolicyFileError } from '#shared/schema/policy-file.ts';

/** Why the workbench did not do what it was asked; each carries the evidence. */
export type WorkbenchError =
  | { readonly code: 'fields-invalid'; readonly problems: readonly FieldProblem[] }
  | { readonly code: 'policy-file-refused'; readonly error: PolicyFileError }
  | { readonly code: 'not-found'; readonly what: MissingThing }
  /** What is asked for over time does not say enough to be judged. */
  | { readonly code: 'no-timeline'; readonly message: string }
  /** Another one is being measured or compared, or it was cancelled. */
  | { readonly code: 'not-finished'; readonly message: string }
  | { readonly code: 'mtls-not-running' }
  | { readonly code: 'mtls-refused'; readonly error: MtlsError }
  | { readonly code: 'mtls-address-refused'; readonly error: MtlsError }
  | { readonly code: 'lab-refused'; readonly error: LabError }
  /** A file that should have held a certificate with its private key, both PEM, does not. */
  | { readonly code: 'identity-incomplete' }
  /** The private key of a certificate that is to be presented is not open. */
  | { readonly code: 'key-not-open' }
  | { readonly code: 'url-refused'; readonly url: string }
  | { readonly code: 'endpoint-refused'; readonly message: string }
  /** There is no TLS server to look at; the words say why and what to do. */
  | { readonly code: 'server-not-reached'; readonly message: string }
  /** An object cannot be written in the form that was asked for. */
  | { readonly code: 'export-refused'; readonly message: string }
  /** A case cannot be made that names nobody: `reason` is a sentence. */
  | { readonly code: 'case-not-anonymous'; readonly reason: string }
  | { readonly code: 'scenarios-running' }
  /** One of these at a time. */
  | { readonly code: 'busy'; readonly what: 'matrix' | 'responder-card' | 'sweep' }
  | { readonly code: 'lab-not-open' }
  /** A file or text that cannot be taken, with the reason in words. */
  | { readonly code: 'input-refused'; readonly message: string }
  | { readonly code: 'client-files-not-written'; readonly folder: string; readonly detail: string };

/** What was named and is not there any more. */
export type MissingThing =
  | 'certificate'
  | 'object'
  | 'crl'
  | 'issuer'
  | 'flow'
  | 'message'
  | 'evidence'
  | 'case'
  | 'policy'
  | 'program'
  | 'scenario'
  | 'cache-entry'
  | 'deleted-flows'
  | 'removed-entries'
  | 'matrix-run'
  | 'responder-card';
