import { useEffect, useState } from 'react';
import type { Flow } from '#shared/flow/flow.ts';
import type { Timeline } from '#shared/model/timeline.ts';
import { ModalDialog } from '../../components/modal-dialog.tsx';
import { selectOpenFlow } from '../../store/selectors.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { TimelineBands } from './timeline-bands.tsx';
import classes from './timeline-dialog.module.css';

/** When the verdict of the open flow flips, had it been judged at another time. */
export function TimelineDialog() {
  const isOpen = useWorkbench((state) => state.timelineDialog === 'open');
  const { setTimelineDialog } = useActions();
  return (
    <ModalDialog
      title="When the verdict flips"
      isOpen={isOpen}
      onClose={() => setTimelineDialog('closed')}
      width={880}
    >
      <OfOpenFlow />
    </ModalDialog>
  );
}

function OfOpenFlow() {
  const flow = useWorkbench(selectOpenFlow);
  const timeline = useTimeline(flow?.outcome == null ? null : flow.id);
  if (flow === null || flow.outcome === null) {
    return <p className={classes.note}>Open a finished flow: it is judged again at every time.</p>;
  }
  if (timeline === null) return <p className={classes.note}>Judging at every time…</p>;
  if (typeof timeline === 'string') return <p className={classes.note}>{timeline}</p>;
  return <TimelineBands timeline={timeline} judgedAt={judgedAt(flow)} />;
}

function judgedAt({ startedAt, outcome }: Flow): number {
  return startedAt + (outcome?.durationMs ?? 0);
}

/** The timeline of a flow; a string says why there is none. */
function useTimeline(flowId: string | null): Timeline | string | null {
  const { readTimeline } = useActions();
  const [timeline, setTimeline] = useState<Timeline | string | null>(null);
  useEffect(() => {
    if (flowId === null) return;
    let isCurrent = true;
    void readTimeline(flowId).then((result) => {
      if (isCurrent) setTimeline(result.ok ? result.value : result.error);
    });
    return () => {
      isCurrent = false;
    };
  }, [readTimeline, flowId]);
  return timeline;
}
