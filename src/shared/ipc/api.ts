import type { Flow, FlowCommands, FlowFilter, FlowPage, MessageReference } from '../flow/flow.ts';
import type { CacheEntrySummary, CacheStatistics } from '../model/cache.ts';
import type { LoadReport } from '../model/certificate.ts';
import type { ChainGraph } from '../model/chain-graph.ts';
import type { DecideAs } from '../model/decide-as.ts';
import type { Exposure, ExposureHabits, MeasuredExposure } from '../model/exposure.ts';
import type { InspectedObject } from '../model/inspection.ts';
import type { JudgedFlow } from '../model/judged-by.ts';
import type {
  LabCertificate,
  LabCertificateStatus,
  LabClientRequest,
  LabExport,
  LabRevocationReason,
  ResponderBehaviour,
} from '../model/lab.ts';
import type { CellChange, MatrixRun } from '../model/matrix-run.ts';
import type {
  MatrixForm,
  MatrixOrder,
  MatrixRunSummary,
  MatrixView,
  TrustKit,
} from '../model/matrix-view.ts';
import type { ClientCommands, ClientReport, MtlsSettings } from '../model/mtls.ts';
import type { MtlsTrust, MtlsView } from '../model/mtls-view.ts';
import type { JudgedAt, ObjectJudgement, SerialLookUp } from '../model/object-judgement.ts';
import type {
  ChainQuestion,
  ExportChoice,
  FoundObject,
  ObjectComparison,
  ObjectExport,
  ObjectText,
  TextForm,
} from '../model/object-view.ts';
import type { UnlockOutcome } from '../model/open-object.ts';
import type { Policy } from '../model/policy.ts';
import type { ResponderCard } from '../model/responder-card.ts';
import type { CardOrder, CardPlan } from '../model/responder-card-view.ts';
import type { Result } from '../model/result.ts';
import type { ServerAddress, ServerReport } from '../model/server-report.ts';
import type { ClockState, PolicyList, Settings, SettingsChange } from '../model/settings.ts';
import type {
  ExportedSettings,
  ImportedSettings,
  ProductId,
  SettingsFile,
} from '../model/settings-of-others.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { SweepResult } from '../model/sweep.ts';
import type {
  ChosenFiles,
  SweepForm,
  SweepOrder,
  SweepPage,
  SweepView,
} from '../model/sweep-view.ts';
import type { TimelineReport, TimelineSubject } from '../model/timeline.ts';
import type { WhatIfRun } from '../model/what-if.ts';
import type { Channel } from './channels.ts';
import type { IpcError } from './error.ts';
import type { WindowEvent } from './events.ts';

/** What each channel takes and gives back; `null` where there is nothing to say. */
export interface Api {
  'app:get-snapshot': { request: null; response: Snapshot };
  'app:set-full-screen': { request: { readonly isFull: boolean }; response: null };
  'app:copy-text': { request: { readonly text: string }; response: null };
  /** PNG bytes to the clipboard. */
  'app:copy-image': { request: { readonly png: Uint8Array }; response: null };
  /** Asks where to save; `saved` is false when the person cancelled. */
  'app:save-file': {
    request: { readonly suggestedName: string; readonly bytes: Uint8Array };
    response: { readonly saved: boolean };
  };
  /** Opens one of the documents that the window links to (an RFC) in the browser. */
  'app:open-external': { request: { readonly url: string }; response: null };
  /** What is not named stays: the window's own copy may be older than what was changed elsewhere. */
  'settings:change-settings': { request: SettingsChange; response: Settings };
  'clock:advance-clock': { request: { readonly byMs: number }; response: ClockState };
  'clock:reset-clock': { request: null; response: ClockState };
  'policy:set-policy': { request: Policy; response: PolicyList };
  'policy:save-policy': { request: { readonly name: string }; response: PolicyList };
  'policy:apply-policy': { request: { readonly id: string }; response: PolicyList };
  'policy:rename-policy': {
    request: { readonly id: string; readonly name: string };
    response: PolicyList;
  };
  /** The policy in force as the JSON of a policy file. */
  'policy:get-text': { request: null; response: { readonly text: string } };
  /** Saves the policy in force in place of a saved one. */
  'policy:update-policy': { request: { readonly id: string }; response: PolicyList };
  /** Asks where to save, and writes the policy in force as a policy file. */
  'policy:export-policy': { request: null; response: { readonly saved: boolean } };
  /** Asks for a policy file and puts what it holds in force; null when the person cancelled. */
  'policy:import-policy': { request: null; response: PolicyList | null };
  'policy:delete-policy': { request: { readonly id: string }; response: PolicyList };
  /** Asks for files and loads them; no report when the person cancelled. */
  'certificates:open-dialog': { request: null; response: readonly LoadReport[] };
  'certificates:load-bytes': {
    request: readonly {
      readonly name: string;
      readonly bytes: Uint8Array;
      /** `found` in a folder that was dropped: what is nothing of ours there is passed over. */
      readonly came: 'named' | 'found';
    }[];
    response: readonly LoadReport[];
  };
  'certificates:load-text': { request: { readonly text: string }; response: LoadReport };
  'certificates:remove-certificates': {
    request: { readonly fingerprints: readonly string[] };
    response: null;
  };
  /** Brings back what was removed since the application started. */
  'certificates:restore-certificates': {
    request: { readonly fingerprints: readonly string[] };
    response: null;
  };
  /** Asks for a folder and opens what is in it and below it; no report when the person cancelled. */
  'objects:open-folder': { request: null; response: readonly LoadReport[] };
  /** Ends what is being opened; nothing of it is kept. */
  'objects:cancel-opening': { request: null; response: null };
  /** Connects to a TLS server, opens what it sends and judges it. The only channel here on which anything is sent. */
  'objects:inspect-server': { request: ServerAddress; response: ServerReport };
  /** Ends the visits that are under way. */
  'objects:cancel-server': { request: null; response: null };
  /** An open object, or a loaded certificate by its fingerprint; the certificates inside a container are left out. */
  'objects:get-object': { request: { readonly id: string }; response: InspectedObject };
  /** Tries a password on what is encrypted; it stays in the main process until the object is closed. */
  'objects:unlock-object': {
    request: {
      readonly id: string;
      readonly password: string;
      /** `keep`: the system's safe storage keeps it, where there is one. */
      readonly after: 'forget' | 'keep';
    };
    response: UnlockOutcome;
  };
  /** Forgets objects, with their keys and passwords; certificates stay as they are. */
  'objects:close-objects': { request: { readonly ids: readonly string[] }; response: null };
  /** `issuerFingerprint` null finds the issuer among the loaded certificates. */
  'check:start-check': {
    request: { readonly fingerprint: string; readonly issuerFingerprint: string | null };
    response: { readonly flowId: string };
  };
  'check:cancel-check': { request: { readonly flowId: string }; response: null };
  'flows:list-flows': {
    request: { readonly filter: FlowFilter; readonly offset: number; readonly limit: number };
    response: FlowPage;
  };
  'flows:get-flow': { request: { readonly flowId: string }; response: Flow };
  /** Sends `flow-progressed` for this flow from now on, and for no other; null for none. */
  'flows:watch-flow': { request: { readonly flowId: string | null }; response: null };
  /** null deletes all. The answer names what `flows:restore-flows` can bring back. */
  'flows:delete-flows': {
    request: { readonly flowIds: readonly string[] | null };
    response: { readonly undoToken: string };
  };
  'flows:restore-flows': { request: { readonly undoToken: string }; response: null };
  /** What other programs say of the flow. */
  'flows:judge-flow': { request: { readonly flowId: string }; response: JudgedFlow };
  'flows:get-commands': { request: { readonly flowId: string }; response: FlowCommands };
  /** Asks for files and opens the cases in them as flows; the reports say what could not be opened. */
  'cases:open-dialog': {
    request: { readonly what: 'files' | 'folder' | 'messages' };
    response: readonly LoadReport[];
  };
  /** Asks where to keep flows as cases: one in a file, several in a folder; 0 when the person cancelled. */
  'cases:save': {
    request: { readonly flowIds: readonly string[] };
    response: { readonly saved: number };
  };
  /** The same for those flows that a filter lists. */
  'cases:save-listed': {
    request: { readonly filter: FlowFilter };
    response: { readonly saved: number };
  };
  /** Asks where to keep a flow as a case that names nobody; refused where its verdict would be another. */
  'cases:save-anonymous': {
    request: { readonly flowId: string };
    response: { readonly saved: number };
  };
  /** Judges the case of a flow again, by the policy in force. */
  'cases:replay-here': {
    request: { readonly flowId: string };
    response: { readonly flowId: string };
  };
  /** The case of a flow judged again, as `revoscope replay --json` prints it. */
  'cases:get-replay': {
    request: { readonly flowId: string };
    response: { readonly text: string };
  };
  'inspect:inspect-message': { request: MessageReference; response: InspectedObject };
  'inspect:inspect-bytes': { request: { readonly bytes: Uint8Array }; response: InspectedObject };
  /** An open object spelt out; null where it has no such form. */
  'view:write-text': {
    request: { readonly id: string; readonly form: TextForm };
    response: ObjectText | null;
  };
  /** The forms that an object can be written in, and why not in the others. */
  'view:list-exports': {
    request: { readonly id: string };
    response: readonly ExportChoice[];
  };
  /** Asks where to save; the private key of a PKCS#12 file never reaches the window. */
  'view:export-object': {
    request: { readonly id: string; readonly export: ObjectExport };
    response: { readonly saved: boolean };
  };
  'view:compare-objects': {
    request: { readonly before: string; readonly after: string };
    response: ObjectComparison;
  };
  /** Through everything that is open; null where a newer search took its place. */
  'view:search-objects': {
    request: { readonly typed: string };
    response: readonly FoundObject[] | null;
  };
  /** Every chain of a loaded certificate. */
  'view:draw-chains': {
    request: { readonly fingerprint: string; readonly question: ChainQuestion };
    response: ChainGraph;
  };
  /** An OCSP response or a CRL against the loaded certificates; null for other kinds. */
  'view:judge-object': {
    request: { readonly id: string; readonly judgedAt: JudgedAt };
    response: ObjectJudgement | null;
  };
  'view:look-up-serial': {
    request: { readonly id: string; readonly typed: string };
    response: SerialLookUp;
  };
  'cache:list-entries': {
    request: { readonly offset: number; readonly limit: number };
    response: {
      readonly entries: readonly CacheEntrySummary[];
      readonly statistics: CacheStatistics;
    };
  };
  'cache:evict-entry': {
    request: { readonly key: string };
    response: { readonly undoToken: string };
  };
  'cache:clear-cache': { request: null; response: { readonly undoToken: string } };
  'cache:restore-entries': { request: { readonly undoToken: string }; response: null };
  /** Starts the lab's responders, founding the lab if there is none. */
  'lab:start-lab': { request: null; response: null };
  'lab:stop-lab': { request: null; response: null };
  /** Forgets the lab's CA, keys and revocations for good and founds a new one. */
  'lab:reset-lab': { request: { readonly keyType: 'p256' | 'rsa2048' }; response: null };
  'lab:set-behaviour': { request: ResponderBehaviour; response: null };
  /** null answers for this certificate as for all. */
  'lab:set-certificate-behaviour': {
    request: { readonly id: string; readonly behaviour: ResponderBehaviour | null };
    response: LabCertificate;
  };
  'lab:issue-client': { request: LabClientRequest; response: LabCertificate };
  'lab:revoke-certificate': {
    request: { readonly id: string; readonly reason: LabRevocationReason };
    response: LabCertificate;
  };
  'lab:hold-certificate': { request: { readonly id: string }; response: LabCertificate };
  'lab:release-certificate': { request: { readonly id: string }; response: LabCertificate };
  /** Sets what the responder says, whatever it said before; undoes a revocation. */
  'lab:set-status': {
    request: { readonly id: string; readonly status: LabCertificateStatus };
    response: LabCertificate;
  };
  'lab:expire-certificate': { request: { readonly id: string }; response: LabCertificate };
  /** Asks where to save; a private key goes into the file and nowhere else. */
  'lab:export-certificate': {
    request: { readonly id: string; readonly export: LabExport };
    response: { readonly saved: boolean };
  };
  /** Puts lab certificates among the loaded ones, to be checked and inspected. */
  'lab:take-certificates': { request: { readonly ids: readonly string[] }; response: LoadReport };
  'mtls:start-mtls': { request: null; response: MtlsView };
  'mtls:stop-mtls': { request: null; response: MtlsView };
  'mtls:set-settings': { request: MtlsSettings; response: MtlsView };
  'mtls:set-trust': { request: MtlsTrust; response: MtlsView };
  /** Lets another program decide in our place; null is us again. */
  'mtls:set-decide-as': { request: DecideAs | null; response: MtlsView };
  /** Asks for a PEM file with certificate and private key; null when the person cancelled. */
  'mtls:choose-identity': { request: null; response: MtlsView | null };
  'mtls:use-lab-identity': { request: null; response: MtlsView };
  /** Connects to the mTLS server with a lab client; null presents no certificate. */
  'mtls:authenticate': {
    request: { readonly clientId: string | null };
    response: { readonly report: ClientReport; readonly flowId: string | null };
  };
  /** Presents a loaded certificate whose private key is open: to our mTLS server (null), or to any other by its URL. */
  'mtls:present-certificate': {
    request: { readonly fingerprint: string; readonly url: string | null };
    response: { readonly report: ClientReport; readonly flowId: string | null };
  };
  /** Ends the visits of the built-in client that are under way. */
  'mtls:cancel-authentication': { request: null; response: null };
  /** Writes the client's files (owner alone may read them) and says the commands that use them. */
  'mtls:get-commands': { request: { readonly clientId: string }; response: ClientCommands };
  /** null runs all; where another program decides, what it does stands beside what we have to. `scenarios-changed` tells how it goes. */
  'scenarios:run-scenarios': {
    request: { readonly ids: readonly string[] | null; readonly decideAs: DecideAs | null };
    response: null;
  };
  'scenarios:cancel-run': { request: null; response: null };
  /** When a check or the verdict flips. */
  'time:get-timeline': { request: TimelineSubject; response: TimelineReport };
  /** How long a certificate that is revoked now is still admitted. */
  'time:get-exposure': {
    request: { readonly policy: Policy; readonly habits: ExposureHabits };
    response: Exposure;
  };
  /** The same, watched on a lab and a server of its own. */
  'time:measure-exposure': {
    request: { readonly policy: Policy; readonly habits: ExposureHabits };
    response: MeasuredExposure;
  };
  'time:cancel-measurement': { request: null; response: null };
  /** Holds the recorded flows against another policy; `what-if-changed` tells how it goes. Nothing is sent. */
  'time:start-what-if': { request: { readonly policy: Policy }; response: null };
  'time:cancel-what-if': { request: null; response: null };
  'time:get-what-if': { request: null; response: WhatIfRun };
  'matrix:get-view': { request: null; response: MatrixView };
  /** `matrix-changed` tells how it goes. */
  'matrix:start-run': { request: MatrixOrder; response: null };
  'matrix:set-paused': { request: { readonly isPaused: boolean }; response: null };
  'matrix:cancel-run': { request: null; response: null };
  'matrix:get-run': { request: { readonly id: string }; response: MatrixRun };
  'matrix:remove-run': { request: { readonly id: string }; response: null };
  /** Asks for the JSON of a run that was measured elsewhere; null when the person cancelled. */
  'matrix:open-run': { request: null; response: MatrixRunSummary | null };
  /** Asks where to save a kept run. */
  'matrix:export-run': {
    request: { readonly id: string; readonly form: MatrixForm };
    response: { readonly saved: boolean };
  };
  'matrix:compare-runs': {
    request: { readonly before: string; readonly after: string };
    response: readonly CellChange[];
  };
  'matrix:get-trust-kit': { request: { readonly product: ProductId }; response: TrustKit };
  /** Asks for a PEM file of CAs; null when the person cancelled. */
  'matrix:choose-trust': { request: null; response: { readonly pem: string | null } };
  /** Asks for configuration files of a server; null when the person cancelled. */
  'configuration:choose-files': { request: null; response: readonly SettingsFile[] | null };
  /** The policy that configuration text means; null finds the product, or the first server that fits. */
  'configuration:read-files': {
    request: {
      readonly files: readonly SettingsFile[];
      readonly product: ProductId | null;
      readonly server: string | null;
    };
    response: ImportedSettings;
  };
  /** The policy in force in the words of a product. */
  'configuration:write-policy': {
    request: { readonly product: ProductId };
    response: ExportedSettings;
  };
  /** What would be sent to the responder. */
  'responder:plan-card': { request: CardOrder; response: CardPlan };
  /** Sends it; null where that was cancelled. */
  'responder:ask-card': { request: CardOrder; response: ResponderCard | null };
  'responder:cancel-card': { request: null; response: null };
  /** Asks where to save the card that was made last, as JSON. */
  'responder:export-card': { request: null; response: { readonly saved: boolean } };
  'sweep:get-view': { request: null; response: SweepView };
  /** Asks for files or a folder; null when the person cancelled. */
  'sweep:choose-inputs': {
    request: { readonly kind: 'files' | 'folder' };
    response: ChosenFiles | null;
  };
  /** `sweep-changed` tells how it goes. */
  'sweep:start-sweep': { request: SweepOrder; response: null };
  'sweep:resume-sweep': { request: null; response: null };
  'sweep:set-paused': { request: { readonly isPaused: boolean }; response: null };
  'sweep:cancel-sweep': { request: null; response: null };
  'sweep:list-results': {
    request: {
      readonly status: SweepResult['status'] | null;
      readonly offset: number;
      readonly limit: number;
    };
    response: SweepPage;
  };
  /** Asks where to save all results. */
  'sweep:export-results': {
    request: { readonly form: SweepForm };
    response: { readonly saved: boolean };
  };
}

export type RequestOf<C extends Channel> = Api[C]['request'];
export type ResponseOf<C extends Channel> = Api[C]['response'];

/** What the preload script puts into the window: one way to call, one way to listen, nothing else. */
export interface WorkbenchBridge {
  call<C extends Channel>(
    channel: C,
    request: RequestOf<C>,
  ): Promise<Result<ResponseOf<C>, IpcError>>;
  /** Listens to all events; the answer stops listening. */
  listen(listener: (event: WindowEvent) => void): () => void;
}

/** The name under which the bridge stands in the window's global scope. */
export const bridgeName = 'workbench';
