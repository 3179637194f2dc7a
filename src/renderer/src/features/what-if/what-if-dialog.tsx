import { Eye, Square } from 'lucide-react';
import { useState } from 'react';
import type { Policy } from '#shared/model/policy.ts';
import { isSamePolicy } from '#shared/model/same-policy.ts';
import { Button } from '../../components/button.tsx';
import { ModalDialog } from '../../components/modal-dialog.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { PolicyDraft } from './policy-draft.tsx';
import classes from './what-if-dialog.module.css';
import { WhatIfResult } from './what-if-result.tsx';

/** Which recorded decisions another policy would change, before it is put in force. Nothing is sent. */
export function WhatIfDialog() {
  const isOpen = useWorkbench((state) => state.whatIfDialog === 'open');
  const { setWhatIfDialog, cancelWhatIf } = useActions();
  return (
    <ModalDialog
      title="What another policy would change"
      isOpen={isOpen}
      onClose={() => {
        cancelWhatIf();
        setWhatIfDialog('closed');
      }}
      width={940}
    >
      <WhatIf />
    </ModalDialog>
  );
}

function WhatIf() {
  const inForce = useWorkbench((state) => state.policies.current);
  const run = useWorkbench((state) => state.whatIf);
  const { startWhatIf, cancelWhatIf, patchPolicy, setWhatIfDialog } = useActions();
  const [draft, setDraft] = useState<Policy>(inForce);
  const [compared, setCompared] = useState<Policy | null>(null);
  const isShown = compared !== null && run.state !== 'idle';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.body} aria-label="Another policy" tabIndex={0}>
      <p className={classes.lead}>
        Every recorded flow is judged again at its own time, by what was answered then. Nobody is
        asked, nothing is sent, and the policy in force stays as it is.
      </p>
      <PolicyDraft draft={draft} onChange={setDraft} />
      <div className={classes.actions}>
        {run.state === 'running' ? (
          <Button icon={Square} onPress={cancelWhatIf}>
            Cancel
          </Button>
        ) : (
          <Button
            kind="primary"
            icon={Eye}
            onPress={() => {
              setCompared(draft);
              void startWhatIf(draft);
            }}
          >
            See what would change
          </Button>
        )}
        <Button
          isDisabled={isSamePolicy(draft, inForce)}
          onPress={() => {
            void patchPolicy(draft);
            setWhatIfDialog('closed');
          }}
        >
          Put it in force
        </Button>
        {isShown && compared !== draft && (
          <p className={classes.stale}>The policy has changed since: see again.</p>
        )}
      </div>
      {isShown && <WhatIfResult run={run} />}
    </section>
  );
}
