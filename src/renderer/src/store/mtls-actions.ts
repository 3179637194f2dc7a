import type { FlowRow } from '#shared/flow/flow.ts';
import { describeIpcError } from '#shared/ipc/error.ts';
import type { DecideAs } from '#shared/model/decide-as.ts';
import type { ClientCommands, ClientReport, MtlsSettings } from '#shared/model/mtls.ts';
import type { MtlsTrust, MtlsView } from '#shared/model/mtls-view.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { openFlow } from './flow-actions.ts';
import { addProblem, ask, callSafely, type Scope } from './scope.ts';
import { selectPresentedClient, selectPresentedKind } from './selectors.ts';
import type { PresentChoice, WorkbenchState } from './state.ts';

export type MtlsActions = ReturnType<typeof createMtlsActions>;

/** What a person does with the mTLS server: open and close it, set it up, and connect to it as a client. */
export function createMtlsActions(scope: Scope) {
  const { store } = scope;
  const take = (answer: { readonly value: MtlsView | null } | null) => {
    if (answer !== null && answer.value !== null) store.setState({ mtls: answer.value });
    return answer !== null;
  };
  return {
    startMtls: async () =>
      take(await ask(scope, 'The mTLS server cannot start', 'mtls:start-mtls', null)),
    stopMtls: async () =>
      take(await ask(scope, 'The mTLS server cannot stop', 'mtls:stop-mtls', null)),
    /** Puts a change into force; the answer is why it was refused, or null. */
    async setMtlsSettings(patch: Partial<MtlsSettings>): Promise<string | null> {
      const settings = { ...store.getState().mtls.settings, ...patch };
      const result = await callSafely(scope, 'mtls:set-settings', settings);
      if (!result.ok) return describeIpcError(result.error);
      store.setState({ mtls: result.value });
      return null;
    },
    /** Lets another program decide; the answer is why that was refused, or null. */
    async setDecideAs(decideAs: DecideAs | null): Promise<string | null> {
      const result = await callSafely(scope, 'mtls:set-decide-as', decideAs);
      if (!result.ok) return describeIpcError(result.error);
      store.setState({ mtls: result.value });
      return null;
    },
    setMtlsTrust: async (trust: MtlsTrust) =>
      take(await ask(scope, 'The trusted CAs are as before', 'mtls:set-trust', trust)),
    chooseMtlsIdentity: async () =>
      take(await ask(scope, 'This certificate cannot be used', 'mtls:choose-identity', null)),
    takeLabIdentity: async () =>
      take(await ask(scope, 'The certificate is as before', 'mtls:use-lab-identity', null)),
    choosePresented: (presentChoice: PresentChoice) => store.setState({ presentChoice }),
    authenticate: () => authenticate(scope),
    /** Connects as this lab client, whoever was chosen before. */
    authenticateAs(id: string) {
      store.setState({ presentChoice: { kind: 'lab-client', id } });
      return authenticate(scope);
    },
    /** Hangs the built-in client up. */
    async cancelClient() {
      if (store.getState().clientRun.state !== 'running') return;
      await ask(scope, 'It cannot be cancelled', 'mtls:cancel-authentication', null);
    },
    forgetMissedClient: () => store.setState({ missedClient: null }),
    /** Opens the flow of the client that is connecting now, as soon as the server has seen it. */
    followClient(rows: readonly FlowRow[]) {
      const { clientRun } = store.getState();
      if (clientRun.state !== 'running' || clientRun.flowId !== null) return;
      const row = rows.find(({ source, verdict }) => source === 'client' && verdict === null);
      if (row === undefined) return;
      store.setState({ clientRun: { state: 'running', flowId: row.id } });
      void openFlow(scope, row.id);
    },
    async readClientCommands(clientId: string): Promise<Result<ClientCommands, string>> {
      const result = await callSafely(scope, 'mtls:get-commands', { clientId });
      return result.ok ? ok(result.value) : err(describeIpcError(result.error));
    },
  };
}

/** Connects to the mTLS server as the chosen client, or as the lab's first where a loaded certificate is chosen. */
async function authenticate(scope: Scope): Promise<void> {
  const { store } = scope;
  if (scope.policyChanges.last !== null) await scope.policyChanges.last;
  const state = store.getState();
  if (state.clientRun.state !== 'idle') return;
  const [refused] = Object.values(state.policyProblems);
  if (refused !== undefined) {
    const message = `A setting that is written in the policy is not in force. ${refused}`;
    addProblem(scope, { kind: 'command', title: 'The client was not started', message });
    return;
  }
  const client = selectPresentedClient(state);
  const withoutCertificate = selectPresentedKind(state) === 'no-certificate';
  if (client === null && !withoutCertificate) return;
  const clientId = withoutCertificate ? null : (client?.id ?? null);
  const presentChoice: PresentChoice =
    clientId === null ? { kind: 'no-certificate' } : { kind: 'lab-client', id: clientId };
  await visitServer(scope, { presentChoice }, () =>
    ask(scope, 'The client cannot connect', 'mtls:authenticate', { clientId }),
  );
}

/** Lets the built-in client visit the mTLS server, which is started for it, and shows the flow that it leaves. */
export async function visitServer(
  scope: Scope,
  patch: Partial<WorkbenchState>,
  visit: () => Promise<{
    readonly value: { readonly report: ClientReport; readonly flowId: string | null };
  } | null>,
): Promise<void> {
  const { store } = scope;
  if (store.getState().clientRun.state !== 'idle') return;
  if (store.getState().mtls.state.state !== 'running') {
    const started = await ask(scope, 'The mTLS server cannot start', 'mtls:start-mtls', null);
    if (started === null) return;
    store.setState({ mtls: started.value });
  }
  store.setState({
    ...patch,
    clientRun: { state: 'running', flowId: null },
    missedClient: null,
    screen: 'flows',
  });
  const answer = await visit();
  store.setState({ clientRun: { state: 'idle' } });
  if (answer === null) return;
  const { report, flowId } = answer.value;
  if (flowId === null) {
    store.setState({ missedClient: report });
    await openFlow(scope, null);
    return;
  }
  store.setState((before) => ({ clientReports: withReport(before.clientReports, flowId, report) }));
  await openFlow(scope, flowId);
}

/** Reports beyond this many are forgotten, oldest first. */
const keptReports = 200;

function withReport(
  reports: ReadonlyMap<string, ClientReport>,
  flowId: string,
  report: ClientReport,
): ReadonlyMap<string, ClientReport> {
  return new Map([...reports, [flowId, report] as const].slice(-keptReports));
}
