import type { LoadReport } from '#shared/model/certificate.ts';
import { firstToCheck } from './first-to-check.ts';
import { addProblem, ask, nextId, type Scope } from './scope.ts';
import type { WorkbenchState } from './state.ts';

/** Whether what was loaded becomes the certificate to present, or everything stays as it is. */
type Use = 'present' | 'keep';

/** A file that was dropped by itself, or was found in a folder that was. */
export interface DroppedFile {
  readonly name: string;
  readonly file: File;
  readonly came: 'named' | 'found';
}

export type CertificateActions = ReturnType<typeof createCertificateActions>;

/** What a person does with certificates: bring them in, choose which is checked, take them out. */
export function createCertificateActions(scope: Scope) {
  const { store } = scope;
  return {
    /** Asks for files; `keep` leaves the certificate to present as it is. */
    async openDialog(use: Use = 'present') {
      const answer = await ask(scope, 'Files cannot be opened', 'certificates:open-dialog', null);
      return answer === null ? [] : takeReports(scope, answer.value, use);
    },
    async loadFiles(files: readonly File[]) {
      return await loadDropped(
        scope,
        files.map((file) => ({ name: file.name, file, came: 'named' })),
      );
    },
    /** Files that were dropped, and those of folders that were. */
    loadDropped: (files: readonly DroppedFile[]) => loadDropped(scope, files),
    async loadText(text: string) {
      const answer = await ask(scope, 'The pasted text cannot be read', 'certificates:load-text', {
        text,
      });
      return answer === null ? [] : takeReports(scope, [answer.value]);
    },
    /** Reads text whose problems are shown where it was written, not in the panel. */
    async readText(text: string, use: Use = 'present'): Promise<LoadReport | null> {
      const answer = await ask(scope, 'The pasted text cannot be read', 'certificates:load-text', {
        text,
      });
      if (answer === null) return null;
      takeReports(scope, [{ ...answer.value, problems: [] }], use);
      return answer.value;
    },
    chooseCertificate: (fingerprint: string | null) =>
      store.setState({
        checkTarget: { fingerprint, issuerFingerprint: null },
        presentChoice: { kind: 'loaded' },
      }),
    chooseIssuer: (issuerFingerprint: string | null) =>
      store.setState((state) => ({ checkTarget: { ...state.checkTarget, issuerFingerprint } })),
    async removeCertificates(fingerprints: readonly string[]) {
      const answer = await ask(scope, 'Not removed', 'certificates:remove-certificates', {
        fingerprints,
      });
      if (answer === null) return;
      const count = fingerprints.length;
      store.setState({
        undo: {
          id: nextId(),
          text: count === 1 ? '1 certificate removed' : `${count} certificates removed`,
          run: async () => {
            await ask(scope, 'Not restored', 'certificates:restore-certificates', { fingerprints });
          },
        },
      });
    },
    setPasteDialog: (pasteDialog: 'open' | 'responder' | 'closed') =>
      store.setState({ pasteDialog }),
    dismissAllProblems: () => store.setState({ problems: [] }),
    dismissProblem: (id: number) =>
      store.setState((state) => ({
        problems: state.problems.filter((problem) => problem.id !== id),
      })),
  };
}

async function loadDropped(scope: Scope, files: readonly DroppedFile[]) {
  const inputs = await Promise.all(
    files.map(async ({ name, file, came }) => ({
      name,
      bytes: new Uint8Array(await file.arrayBuffer()),
      came,
    })),
  );
  const title = 'The dropped files cannot be read';
  const answer = await ask(scope, title, 'certificates:load-bytes', inputs);
  return answer === null ? [] : takeReports(scope, answer.value);
}

/** Takes in what was loaded: problems stay in view, and a new client certificate becomes the one to check. */
export function takeReports(
  scope: Scope,
  reports: readonly LoadReport[],
  use: Use = 'present',
): readonly LoadReport[] {
  for (const report of reports) {
    if (report.problems.length > 0) addProblem(scope, { kind: 'load', report });
  }
  const loaded = reports.flatMap((report) => [...report.added, ...report.alreadyLoaded]);
  const opened = reports.flatMap((report) => report.opened);
  if (loaded.length + opened.length > 0) {
    const added = reports.reduce((sum, report) => sum + report.added.length, 0);
    const announcement = loadedWords(added, loaded.length - added, opened.length);
    scope.store.setState({ announcement });
  }
  const isWhole = reports.some(
    (report) => report.opened.length > 0 && report.problems.length === 0,
  );
  whenListed(scope, [...loaded, ...opened], () => {
    if (loaded.length > 0 && use === 'present') chooseFrom(scope, loaded);
    showOpened(scope, opened, isWhole && loaded.length === 0 ? 'go-there' : 'stay');
  });
  return reports;
}

/** An answer may overtake the event that tells of what it names: goes on once all of that is in the list. */
function whenListed({ store }: Scope, ids: readonly string[], goOn: () => void): void {
  const isListed = ({ certificates, objects }: WorkbenchState) => {
    const listed = new Set([
      ...certificates.map(({ summary }) => summary.fingerprint),
      ...objects.map(({ id }) => id),
    ]);
    return ids.every((id) => listed.has(id));
  };
  if (isListed(store.getState())) {
    goOn();
    return;
  }
  const stop = store.subscribe((state, before) => {
    if (state.certificates === before.certificates && state.objects === before.objects) return;
    if (!isListed(state)) return;
    stop();
    goOn();
  });
}

/** Shows the first object that was opened, and asks for the password of one that is locked. */
function showOpened(scope: Scope, opened: readonly string[], screen: 'stay' | 'go-there'): void {
  const [first] = opened;
  if (first === undefined) return;
  scope.store.setState(({ objects }) => {
    const locked = objects.find(({ id, lock }) => opened.includes(id) && lock === 'locked');
    return {
      shownObject: locked?.id ?? first,
      unlocking: locked?.id ?? null,
      ...(screen === 'go-there' ? { screen: 'certificates' as const } : {}),
    };
  });
}

function loadedWords(added: number, known: number, opened: number): string {
  const words = [
    added > 0 ? `${added} ${added === 1 ? 'certificate' : 'certificates'} loaded` : null,
    known > 0 ? `${known} already loaded` : null,
    opened > 0 ? `${opened} other ${opened === 1 ? 'object' : 'objects'} open` : null,
  ];
  return `${words.filter((word) => word !== null).join(', ')}.`;
}

function chooseFrom(scope: Scope, fingerprints: readonly string[]): void {
  const { certificates } = scope.store.getState();
  const fingerprint = firstToCheck(
    certificates.filter(({ summary }) => fingerprints.includes(summary.fingerprint)),
  );
  if (fingerprint === null) {
    scope.store.setState({ shownObject: fingerprints[0] ?? null });
    return;
  }
  scope.store.setState({
    checkTarget: { fingerprint, issuerFingerprint: null },
    presentChoice: { kind: 'loaded' },
    shownObject: fingerprint,
  });
}
