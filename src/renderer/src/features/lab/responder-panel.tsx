import { Copy, Play, RotateCcw, Square, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { defaultBehaviour, type LabView, type ResponderState } from '#shared/model/lab.ts';
import { assertNever } from '#shared/model/result.ts';
import { describeListenError } from '#shared/wording/lab.ts';
import { mustWords } from '#shared/wording/lab-certificate.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { TabBar, TabbedPanel } from '../../components/tab-bar.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { BehaviourForm } from './behaviour-form.tsx';
import { unusualParts } from './behaviour-words.ts';
import { FaultList } from './fault-list.tsx';
import classes from './responder-panel.module.css';

/** The lab's responder: where it is, how it answers, and what is wrong with its answers. */
export function ResponderPanel({ lab }: { readonly lab: LabView }) {
  const { patchBehaviour } = useActions();
  const [refused, setRefused] = useState<string | null>(null);
  const faults = useWorkbench((state) => state.faults);
  const { behaviour } = lab;
  const patch: typeof patchBehaviour = async (change) => {
    const problems = await patchBehaviour(change);
    setRefused(problems?.find(({ field }) => field === '')?.message ?? null);
    return problems;
  };
  const hasFault = behaviour.fault !== null;
  const others = unusualParts({ ...behaviour, fault: null }, faults, []).length;
  const signerChanged = behaviour.signer !== defaultBehaviour.signer ? 1 : 0;
  const changed = others + signerChanged;
  return (
    <section className={classes.panel} aria-label="Lab responder">
      <Address state={lab.responder} />
      <Summary lab={lab} />
      {lab.moved !== null && (
        <p className={classes.notice}>
          Port {lab.moved.from.responder} belongs to another program now: the responder moved to{' '}
          {lab.moved.to.responder}, and certificates that name it were issued anew.
        </p>
      )}
      {refused !== null && (
        <p className={classes.refused} role="alert">
          {refused}
        </p>
      )}
      <TabBar
        label="Responder settings"
        tabs={[
          { id: 'faults', text: 'Faults', mark: hasFault ? '1 set' : null },
          { id: 'answers', text: 'Answers', mark: changed > 0 ? `${changed} changed` : null },
        ]}
      >
        <TabbedPanel id="faults">
          <div className={classes.content}>
            <FaultList
              fault={behaviour.fault}
              scope="responder"
              onChange={(fault) => void patch({ fault })}
            />
          </div>
        </TabbedPanel>
        <TabbedPanel id="answers">
          <div className={classes.content}>
            <BehaviourForm behaviour={behaviour} onPatch={patch} />
          </div>
        </TabbedPanel>
      </TabBar>
    </section>
  );
}

function Address({ state }: { readonly state: ResponderState }) {
  const { copyText, startLab, stopLab } = useActions();
  const isUp = state.state === 'running' || state.state === 'refusing';
  return (
    <header className={classes.head}>
      <span className={classes.lamp} data-state={state.state} />
      <div className={classes.where}>
        <h2>Responder</h2>
        <p>{stateWords(state)}</p>
      </div>
      {isUp && (
        <IconButton
          icon={Copy}
          label="Copy the address"
          size="small"
          onPress={() => void copyText(state.url, 'Address')}
        />
      )}
      {isUp ? (
        <Button icon={Square} onPress={() => void stopLab()}>
          Stop
        </Button>
      ) : (
        <Button kind="primary" icon={Play} onPress={() => void startLab()}>
          Start
        </Button>
      )}
    </header>
  );
}

function stateWords(state: ResponderState): React.ReactNode {
  switch (state.state) {
    case 'running':
      return <code>{state.url}</code>;
    case 'refusing':
      return (
        <>
          <code>{state.url}</code> refuses connections
        </>
      );
    case 'stopped':
      return 'stopped: nobody answers';
    case 'failed':
      return describeListenError(state.error);
    default:
      return assertNever(state);
  }
}

/** The one thing to see at a glance: whether the answers are proper now. */
function Summary({ lab }: { readonly lab: LabView }) {
  const faults = useWorkbench((state) => state.faults);
  const signers = useWorkbench((state) => state.signers);
  const { patchBehaviour } = useActions();
  const { behaviour } = lab;
  const fault = faults.find(({ id }) => id === behaviour.fault) ?? null;
  const parts = unusualParts({ ...behaviour, fault: null }, faults, signers);
  if (fault === null && parts.length === 0) {
    return (
      <p className={classes.proper}>Answers properly: nothing is set that a checker must refuse.</p>
    );
  }
  return (
    <div className={classes.summary}>
      <TriangleAlert size={15} aria-hidden="true" />
      <div>
        {fault !== null && (
          <p>
            <strong>{fault.title}.</strong> {fault.what}
          </p>
        )}
        {parts.length > 0 && <p>{parts.join('; ')}.</p>}
        {fault !== null && <p className={classes.must}>{mustWords(fault.instruction)}</p>}
      </div>
      <Button icon={RotateCcw} onPress={() => void patchBehaviour(defaultBehaviour)}>
        Clear
      </Button>
    </div>
  );
}
