import { useEffect } from 'react';
import { ChoiceList } from '../../components/choice-list.tsx';
import { Term } from '../../components/term.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { selectPresentedLabel, selectPresentedUris } from '../../store/selectors.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { CacheForm } from './cache-popup.tsx';
import { ResponderCertificateForm } from './responder-certificate-popup.tsx';
import classes from './set-up-dialog.module.css';

/** Whether certificates are checked at all. */
export function EnableStep() {
  const ocsp = useWorkbench((state) => state.policies.current.ocsp);
  const { patchPolicy } = useActions();
  return (
    <>
      <p>
        A client shows its certificate, and the server makes sure that the <Term id="chain" /> leads
        to a <Term id="trust-anchor" />. Is that enough, or is the CA asked whether it has withdrawn
        the certificate?
      </p>
      <ChoiceList
        label="OCSP checking"
        value={ocsp}
        choices={[
          {
            value: 'enabled',
            text: 'Ask the responder',
            detail: 'A revoked client is denied.',
          },
          {
            value: 'not-enabled',
            text: 'Do not ask',
            detail: 'A revoked client is admitted until its certificate expires.',
          },
        ]}
        onChange={(next) => void patchPolicy({ ocsp: next })}
      />
    </>
  );
}

/** Where the responder's address comes from, with what the certificate at hand says. */
export function ResponderStep() {
  const configured = useWorkbench((state) => state.policies.current.responderUri);
  const problem = useWorkbench((state) => state.policyProblems.responderUri ?? null);
  const { patchPolicy, forgetField } = useActions();
  // What was refused goes with the field: nobody could mend it any more.
  useEffect(() => () => forgetField('responderUri'), [forgetField]);
  return (
    <>
      <p>
        A <Term id="responder" /> answers for the CA. Its address stands in the <Term id="aia" /> of
        most certificates; one that is configured here is asked in its place.
      </p>
      <TextInput
        label="Responder URI (empty: from the certificate)"
        face="mono"
        value={configured ?? ''}
        commit="live"
        problem={problem}
        placeholder="from the certificate’s AIA"
        onCommit={(text) => patchPolicy({ responderUri: text.trim() === '' ? null : text.trim() })}
      />
      <AiaAnswer isUsed={configured === null} />
    </>
  );
}

/** What the AIA of the presented certificate yields, live. */
function AiaAnswer({ isUsed }: { readonly isUsed: boolean }) {
  const label = useWorkbench(selectPresentedLabel);
  const uris = useWorkbench(selectPresentedUris);
  const inTurn = useWorkbench((state) => state.policies.current.aiaUris === 'each-in-turn');
  if (label === null || uris === null) {
    return <p className={classes.live}>No certificate is chosen, so its AIA is not known yet.</p>;
  }
  const [first, ...others] = uris;
  if (first === undefined) {
    return (
      <p className={classes.live} data-tone={isUsed ? 'warning' : 'plain'}>
        {label} names no responder
        {isUsed ? ': its check fails, and the fallback decides.' : '; the configured one is asked.'}
      </p>
    );
  }
  const rest = inTurn ? 'asked in turn after it' : 'ignored';
  return (
    <p className={classes.live}>
      {label} names <code>{first}</code>
      {isUsed ? ', which is asked' : ', which is not asked'}
      {others.length > 0 && `; ${others.length} more, ${isUsed ? rest : 'not asked either'}`}.
    </p>
  );
}

/** Whose signature makes an answer count. */
export function AnswersStep() {
  return (
    <>
      <p>
        Answers are signed. By default the CA itself may sign, or a <Term id="delegate" /> of it.
        Every answer has to pass all checks, whoever signed it.
      </p>
      <ResponderCertificateForm />
    </>
  );
}

/** What happens when no answer settles it. */
export function FallbackStep() {
  const fallback = useWorkbench((state) => state.policies.current.fallback);
  const { patchPolicy } = useActions();
  return (
    <>
      <p>
        The responder may say <Term id="unknown" />, or there is no answer that can be trusted, and
        the status is <Term id="indeterminate" />. <Term id="good" /> always admits and{' '}
        <Term id="revoked" /> always denies; for all else there is the <Term id="fallback" />.
      </p>
      <ChoiceList
        label="If unknown or failed"
        value={fallback}
        choices={[
          {
            value: 'block',
            text: 'Block (fail closed)',
            detail: 'When the responder is down, nobody new gets in.',
          },
          {
            value: 'allow',
            text: 'Allow (fail open)',
            detail:
              'When the responder is down, or somebody keeps it from answering, revoked clients get in.',
          },
        ]}
        onChange={(next) => void patchPolicy({ fallback: next })}
      />
      <p className={classes.hint}>
        A fallback for each cause is among the advanced settings of the policy bar.
      </p>
    </>
  );
}

/** How long a validated answer stands in for the next question. */
export function KeepStep() {
  return (
    <>
      <p>
        Validated answers are kept in the <Term id="cache" />, so that the responder is not asked
        for each connection. A certificate that is revoked meanwhile is admitted until its answer
        expires.
      </p>
      <CacheForm />
    </>
  );
}
