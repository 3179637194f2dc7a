import { describeIpcError } from '#shared/ipc/error.ts';
import type { UnlockOutcome } from '#shared/model/open-object.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import type { ServerAddress, ServerReport } from '#shared/model/server-report.ts';
import { takeReports } from './certificate-actions.ts';
import type { Inspection } from './inspect-actions.ts';
import { ask, callSafely, type Scope } from './scope.ts';

export type ObjectActions = ReturnType<typeof createObjectActions>;

/** What a person does with what is open on the Certificates screen. */
export function createObjectActions(scope: Scope) {
  const { store } = scope;
  return {
    async openFolder() {
      const answer = await ask(scope, 'The folder cannot be opened', 'objects:open-folder', null);
      if (answer !== null) takeReports(scope, answer.value);
    },
    setServerDialog: (serverDialog: 'open' | 'closed') => store.setState({ serverDialog }),
    /** Connects to a TLS server; what it sends is open afterwards. */
    async inspectServer(address: ServerAddress): Promise<Result<ServerReport, string>> {
      const result = await callSafely(scope, 'objects:inspect-server', address);
      if (!result.ok) return err(describeIpcError(result.error));
      const [first] = result.value.sent;
      if (first !== undefined) store.setState({ shownObject: first.fingerprint });
      return ok(result.value);
    },
    async cancelServer() {
      await ask(scope, 'Not cancelled', 'objects:cancel-server', null);
    },
    async cancelOpening() {
      await ask(scope, 'Not cancelled', 'objects:cancel-opening', null);
    },
    /** Shows a certificate by its fingerprint, or another object by its id. */
    showObject: (shownObject: string | null) => store.setState({ shownObject }),
    async readObject(id: string): Promise<Inspection> {
      const result = await callSafely(scope, 'objects:get-object', { id });
      return result.ok ? ok(result.value) : err(describeIpcError(result.error));
    },
    askForPassword: (unlocking: string | null) => store.setState({ unlocking }),
    /** Tries a password; null where the object is gone. */
    async unlockObject(
      id: string,
      password: string,
      after: 'forget' | 'keep',
    ): Promise<UnlockOutcome | null> {
      const request = { id, password, after };
      const answer = await ask(scope, 'Not unlocked', 'objects:unlock-object', request);
      if (answer === null) return null;
      if (answer.value.outcome === 'unlocked') {
        store.setState({ unlocking: null, announcement: 'Unlocked.' });
      }
      return answer.value;
    },
    async closeObjects(ids: readonly string[]) {
      await ask(scope, 'Not closed', 'objects:close-objects', { ids });
    },
  };
}
