import type { WindowEvent } from '#shared/ipc/events.ts';
import { takeReports } from './certificate-actions.ts';
import { openFlow } from './flow-actions.ts';
import { addProblem, ask, type Scope } from './scope.ts';

export type CaseActions = ReturnType<typeof createCaseActions>;

/** What a person does with cases: open them, save flows as such, judge them again. */
export function createCaseActions(scope: Scope) {
  const { store } = scope;
  return {
    /** Asks for case files and captures, for a folder of cases, or for a saved request and response. */
    async openCases(what: 'files' | 'folder' | 'messages') {
      const answer = await ask(scope, 'Files cannot be opened', 'cases:open-dialog', { what });
      if (answer !== null) takeReports(scope, answer.value);
    },
    /** Shows the first of the cases that were opened; what was passed over is said and stays. */
    async showCases(event: Extract<WindowEvent, { type: 'cases-opened' }>) {
      const words = openedWords(event);
      if (event.remarks.length > 0 || event.flowIds.length > 1) {
        addProblem(scope, { kind: 'notice', message: [words, ...event.remarks].join(' ') });
      }
      store.setState({ announcement: words });
      const [first] = event.flowIds;
      if (first === undefined) return;
      store.setState({ screen: 'flows', view: 'workbench' });
      await openFlow(scope, first);
    },
    async saveCases(flowIds: readonly string[]) {
      const answer = await ask(scope, 'Not saved as a case', 'cases:save', { flowIds });
      if (answer !== null) announceSaved(scope, answer.value.saved);
    },
    /** Saves every flow that the list shows, as far as a case can be made of it. */
    async saveListedCases() {
      const { filter } = store.getState().list;
      const answer = await ask(scope, 'Not saved as cases', 'cases:save-listed', { filter });
      if (answer !== null) announceSaved(scope, answer.value.saved);
    },
    /** Saves a flow as a case that names nobody; making keys for it takes a moment. */
    async saveAnonymous(flowId: string) {
      store.setState({ announcement: 'Making an anonymous case…' });
      const title = 'No anonymous case';
      const answer = await ask(scope, title, 'cases:save-anonymous', { flowId });
      if (answer !== null) announceSaved(scope, answer.value.saved);
    },
    async replayHere(flowId: string) {
      const answer = await ask(scope, 'Not judged again', 'cases:replay-here', { flowId });
      if (answer !== null) await openFlow(scope, answer.value.flowId);
    },
    /** The octets that `revoscope replay --json` prints of the case. */
    async copyReplay(flowId: string) {
      const answer = await ask(scope, 'Not copied', 'cases:get-replay', { flowId });
      if (answer === null) return;
      const copied = await ask(scope, 'Not copied', 'app:copy-text', { text: answer.value.text });
      if (copied !== null) store.setState({ announcement: 'Replay copied as JSON.' });
    },
  };
}

function openedWords({
  flowIds,
  changed,
}: {
  flowIds: readonly string[];
  changed: number;
}): string {
  const count = flowIds.length;
  if (count === 0) return 'No case was opened.';
  const opened = count === 1 ? '1 case opened' : `${count} cases opened`;
  if (changed === 0) return `${opened}.`;
  const verb = changed === 1 ? 'comes' : 'come';
  return `${opened}: ${count === 1 ? 'it' : changed} ${verb} to another verdict than recorded.`;
}

function announceSaved(scope: Scope, saved: number): void {
  if (saved === 0) return;
  const announcement = saved === 1 ? 'Saved as a case.' : `${saved} flows saved as cases.`;
  scope.store.setState({ announcement });
}
