import { describeIpcError, type IpcError } from '#shared/ipc/error.ts';
import type {
  LabCertificate,
  LabCertificateStatus,
  LabClientRequest,
  LabExport,
  LabRevocationReason,
  ResponderBehaviour,
} from '#shared/model/lab.ts';
import type { Result } from '#shared/model/result.ts';
import type { FieldProblem } from '#shared/model/settings.ts';
import { takeReports } from './certificate-actions.ts';
import { ask, callSafely, nextId, type Scope } from './scope.ts';
import { findLabCertificate } from './selectors.ts';
import type { LabDialog, LabSide } from './state.ts';

export type LabActions = ReturnType<typeof createLabActions>;

/** What a person does in the lab: its CA, its responder, and the certificates that it issued. */
export function createLabActions(scope: Scope) {
  const { store } = scope;
  return {
    startLab: () => ask(scope, 'The lab cannot start', 'lab:start-lab', null),
    stopLab: () => ask(scope, 'The lab cannot stop', 'lab:stop-lab', null),
    async resetLab(keyType: 'p256' | 'rsa2048') {
      const answer = await ask(scope, 'The lab cannot be reset', 'lab:reset-lab', { keyType });
      if (answer !== null) store.setState({ announcement: 'A new lab has been founded.' });
      return answer !== null;
    },
    /** Shows the lab's certificates, with this one chosen. */
    showLabCertificate: (id: string | null) =>
      store.setState({ labSide: 'authority', shownLabCertificate: id }),
    showLabSide: (labSide: LabSide) => store.setState({ labSide }),
    setLabDialog: (labDialog: LabDialog | null) => store.setState({ labDialog }),
    /** Changes how the responder answers for all; the answer is what was refused, or null. */
    patchBehaviour: (patch: Partial<ResponderBehaviour>) => patchBehaviour(scope, patch),
    /** The same for one certificate; null answers for it as for all. */
    async setCertificateBehaviour(id: string, behaviour: ResponderBehaviour | null) {
      const request = { id, behaviour };
      return problemsOf(await callSafely(scope, 'lab:set-certificate-behaviour', request));
    },
    issueClient: (request: LabClientRequest) => issueClient(scope, request),
    async revokeCertificate(id: string, reason: LabRevocationReason) {
      const before = findLabCertificate(store.getState(), id);
      const answer = await ask(scope, 'Not revoked', 'lab:revoke-certificate', { id, reason });
      if (answer !== null && before !== null) offerStatusUndo(scope, before, 'revoked');
      return answer !== null;
    },
    async holdCertificate(id: string) {
      const before = findLabCertificate(store.getState(), id);
      const answer = await ask(scope, 'Not put on hold', 'lab:hold-certificate', { id });
      if (answer !== null && before !== null) offerStatusUndo(scope, before, 'put on hold');
    },
    releaseCertificate: (id: string) =>
      ask(scope, 'Not released', 'lab:release-certificate', { id }),
    async setLabStatus(id: string, status: LabCertificateStatus) {
      const before = findLabCertificate(store.getState(), id);
      const answer = await ask(scope, 'The status is as before', 'lab:set-status', { id, status });
      if (answer !== null && before !== null) {
        offerStatusUndo(scope, before, `now ${status.status}`);
      }
    },
    expireCertificate: (id: string) => ask(scope, 'Not expired', 'lab:expire-certificate', { id }),
    async exportLabCertificate(id: string, what: LabExport) {
      const request = { id, export: what };
      const answer = await ask(scope, 'Not exported', 'lab:export-certificate', request);
      return answer?.value.saved ?? false;
    },
    takeLabCertificates: (ids: readonly string[]) => takeLabCertificates(scope, ids),
  };
}

/** Issues a client; the answer is what was wrong with each field, or null. */
async function issueClient(
  scope: Scope,
  request: LabClientRequest,
): Promise<readonly FieldProblem[] | null> {
  const result = await callSafely(scope, 'lab:issue-client', request);
  if (result.ok) {
    const { id, name } = result.value;
    scope.store.setState({
      labSide: 'authority',
      shownLabCertificate: id,
      announcement: `${name} has been issued.`,
    });
  }
  return problemsOf(result);
}

/** Shows the change at once, and takes it back where it is refused. */
async function patchBehaviour(
  scope: Scope,
  patch: Partial<ResponderBehaviour>,
): Promise<readonly FieldProblem[] | null> {
  const { store } = scope;
  const { lab } = store.getState();
  if (lab === null) return null;
  const behaviour = { ...lab.behaviour, ...patch };
  store.setState({ lab: { ...lab, behaviour } });
  const problems = problemsOf(await callSafely(scope, 'lab:set-behaviour', behaviour));
  if (problems !== null) {
    store.setState((state) => ({
      lab: state.lab === null ? null : { ...state.lab, behaviour: lab.behaviour },
    }));
  }
  return problems;
}

/** What was refused, field by field; under no field where the refusal is about the whole. */
function problemsOf(result: Result<unknown, IpcError>): readonly FieldProblem[] | null {
  if (result.ok) return null;
  return result.error.code === 'fields-invalid'
    ? result.error.problems
    : [{ field: '', message: describeIpcError(result.error) }];
}

/** Puts certificates with their CAs among the loaded ones and shows the first of them there. */
async function takeLabCertificates(scope: Scope, ids: readonly string[]): Promise<void> {
  const { store } = scope;
  const first = findLabCertificate(store.getState(), ids[0] ?? null);
  const all = withIssuers(store.getState().lab?.certificates ?? [], ids);
  const answer = await ask(scope, 'Not taken over', 'lab:take-certificates', { ids: all });
  if (answer === null) return;
  takeReports(scope, [answer.value]);
  if (first !== null) {
    store.setState({ shownObject: first.fingerprint, screen: 'certificates' });
  }
}

/** The ids with those of all their issuers up to the root, each once. */
export function withIssuers(
  certificates: readonly LabCertificate[],
  ids: readonly string[],
): readonly string[] {
  const wanted = new Set(ids);
  for (const id of wanted) {
    const issuerId = certificates.find((certificate) => certificate.id === id)?.issuerId;
    // A set that grows while it is walked is walked to its new end.
    if (issuerId !== undefined) wanted.add(issuerId);
  }
  return [...wanted];
}

function offerStatusUndo(scope: Scope, before: LabCertificate, what: string): void {
  const { id, status } = before;
  if (status === null) return;
  scope.store.setState({
    undo: {
      id: nextId(),
      text: `${before.name} is ${what}`,
      run: async () => {
        await ask(scope, 'The status is as before', 'lab:set-status', { id, status });
      },
    },
  });
}
