import { describeIpcError } from '#shared/ipc/error.ts';
import type { ClientReport } from '#shared/model/mtls.ts';
import { err, ok, type Result } from '#shared/model/result.ts';
import { visitServer } from './mtls-actions.ts';
import { ask, callSafely, type Scope } from './scope.ts';

export type PresentActions = ReturnType<typeof createPresentActions>;

/** A loaded certificate whose private key is open, presented by the built-in client; and CAs to trust. */
export function createPresentActions(scope: Scope) {
  const { store } = scope;
  return {
    /** Presents it to our mTLS server and shows the flow. */
    presentOwn: (fingerprint: string) =>
      visitServer(scope, {}, () =>
        ask(scope, 'The client cannot connect', 'mtls:present-certificate', {
          fingerprint,
          url: null,
        }),
      ),
    /** Asks for the server that it is presented to. */
    askWhereToPresent: (presenting: string | null) => store.setState({ presenting }),
    async presentElsewhere(
      fingerprint: string,
      url: string,
    ): Promise<Result<ClientReport, string>> {
      const request = { fingerprint, url };
      const result = await callSafely(scope, 'mtls:present-certificate', request);
      return result.ok ? ok(result.value.report) : err(describeIpcError(result.error));
    },
    async cancelPresenting() {
      await ask(scope, 'It cannot be cancelled', 'mtls:cancel-authentication', null);
    },
    /** Lets clients of this CA in at our mTLS server, or no longer. */
    async trustAsCa(fingerprint: string, trust: 'trusted' | 'not-trusted') {
      const { lab, fingerprints } = store.getState().mtls.trust;
      const others = fingerprints.filter((known) => known !== fingerprint);
      const next = trust === 'trusted' ? [...others, fingerprint] : others;
      const answer = await ask(scope, 'The trusted CAs are as before', 'mtls:set-trust', {
        lab,
        fingerprints: next,
      });
      if (answer === null) return;
      const announcement =
        trust === 'trusted'
          ? 'The mTLS server accepts clients of this CA.'
          : 'The mTLS server does not accept clients of this CA any more.';
      store.setState({ mtls: answer.value, announcement });
    },
  };
}
