import { describeIpcError } from '#shared/ipc/error.ts';
import type { FlowRow } from '#shared/model/flow.ts';
import type { ClientCommands, ClientReport, GateSettings } from '#shared/model/gate.ts';
import type { GateTrust, GateView } from '#shared/model/gate-view.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { openFlow } from './flow-actions.ts';
import { addProblem, ask, callSafely, type Scope } from './scope.ts';
import { selectPresentedClient, selectPresentedKind } from './selectors.ts';
import type { PresentChoice } from './state.ts';

export type GateActions = ReturnType<typeof createGateActions>;

/** What a person does with the mTLS server: open and close it, set it up, and connect to it as a client. */
export function createGateActions(scope: Scope) {
  const { store } = scope;
  const take = (answer: { readonly value: GateView | null } | null) => {
    if (answer !== null && answer.value !== null) store.setState({ gate: answer.value });
    return answer !== null;
  };
  return {
    startGate: async () =>
      take(await ask(scope, 'The mTLS server cannot start', 'gate:start-gate', null)),
    stopGate: async () =>
      take(await ask(scope, 'The mTLS server cannot stop', 'gate:stop-gate', null)),
    /** Puts a change into force; the answer is why it was refused, or null. */
    async setGateSettings(patch: Partial<GateSettings>): Promise<string | null> {
      const settings = { ...store.getState().gate.settings, ...patch };
      const result = await callSafely(scope, 'gate:set-settings', settings);
      if (!result.ok) return describeIpcError(result.error);
      store.setState({ gate: result.value });
      return null;
    },
    setGateTrust: async (trust: GateTrust) =>
      take(await ask(scope, 'The trusted CAs are as before', 'gate:set-trust', trust)),
    chooseGateIdentity: async () =>
      take(await ask(scope, 'This certificate cannot be used', 'gate:choose-identity', null)),
    takeLabIdentity: async () =>
      take(await ask(scope, 'The certificate is as before', 'gate:use-lab-identity', null)),
    choosePresented: (presentChoice: PresentChoice) => store.setState({ presentChoice }),
    authenticate: () => authenticate(scope),
    /** Connects as this lab client, whoever was chosen before. */
    authenticateAs(id: string) {
      store.setState({ presentChoice: { kind: 'lab-client', id } });
      return authenticate(scope);
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
      const result = await callSafely(scope, 'gate:get-commands', { clientId });
      return result.ok ? ok(result.value) : err(describeIpcError(result.error));
    },
  };
}

/** Connects to the mTLS server as the chosen client, or as the lab's first where a loaded certificate is chosen. */
async function authenticate(scope: Scope): Promise<void> {
  const { store } = scope;
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
  if (state.gate.state.state !== 'running') {
    const started = await ask(scope, 'The mTLS server cannot start', 'gate:start-gate', null);
    if (started === null) return;
    store.setState({ gate: started.value });
  }
  const clientId = withoutCertificate ? null : (client?.id ?? null);
  store.setState({
    clientRun: { state: 'running', flowId: null },
    missedClient: null,
    presentChoice:
      clientId === null ? { kind: 'no-certificate' } : { kind: 'lab-client', id: clientId },
    screen: 'flows',
  });
  const answer = await ask(scope, 'The client cannot connect', 'gate:authenticate', { clientId });
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
