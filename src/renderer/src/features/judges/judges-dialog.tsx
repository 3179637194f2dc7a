import { useEffect, useState } from 'react';
import { findResponseIndex } from '#shared/flow/find-message.ts';
import type { JudgedFlow } from '#shared/model/judged-by.ts';
import { toReadableUtc } from '#shared/wording/time.ts';
import { ModalDialog } from '../../components/modal-dialog.tsx';
import { selectOpenFlow } from '../../store/selectors.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { JudgeRow } from './judge-row.tsx';
import { agreementWords, arrangeOpinions, turnWords } from './judge-words.ts';
import classes from './judges-dialog.module.css';

/** What other programs would have decided on the same evidence, and by which of their rules. */
export function JudgesDialog() {
  const isOpen = useWorkbench((state) => state.judgesDialog === 'open');
  const { setJudgesDialog } = useActions();
  return (
    <ModalDialog
      title="Judged by other programs"
      isOpen={isOpen}
      onClose={() => setJudgesDialog('closed')}
      width={880}
    >
      <Judges />
    </ModalDialog>
  );
}

function Judges() {
  const flow = useWorkbench(selectOpenFlow);
  const { showProof } = useActions();
  const judged = useJudged(flow?.outcome == null ? null : flow.id);
  if (flow === null || flow.outcome === null) {
    return (
      <p className={classes.note}>Open a finished flow: what it rested on is put before them.</p>
    );
  }
  if (judged === null) return <p className={classes.note}>Asking the programs…</p>;
  if (typeof judged === 'string') return <p className={classes.note}>{judged}</p>;
  const opinions = arrangeOpinions(judged.opinions);
  const turns = opinions.map(turnWords).filter((words) => words !== null);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.body} aria-label="Programs" tabIndex={0}>
      <p className={classes.lead}>
        <strong>{agreementWords(opinions)}</strong> The same certificate, issuer and response, at{' '}
        {toReadableUtc(judged.at)}, each program as it is set by default.
      </p>
      <ul className={classes.list}>
        {opinions.map((opinion) => (
          <JudgeRow
            key={opinion.id}
            opinion={opinion}
            checks={flow.outcome?.checks ?? []}
            onProof={findResponseIndex(flow) === null ? null : showProof}
          />
        ))}
      </ul>
      {turns.length > 0 && (
        <>
          <h3 className={classes.heading}>What would turn them round</h3>
          <ul className={classes.turns}>
            {turns.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** The programs' opinions; a string says why there are none. */
function useJudged(flowId: string | null): JudgedFlow | string | null {
  const { judgeFlow } = useActions();
  const [judged, setJudged] = useState<JudgedFlow | string | null>(null);
  useEffect(() => {
    if (flowId === null) return;
    let isCurrent = true;
    void judgeFlow(flowId).then((result) => {
      if (isCurrent) setJudged(result.ok ? result.value : result.error);
    });
    return () => {
      isCurrent = false;
    };
  }, [judgeFlow, flowId]);
  return judged;
}
