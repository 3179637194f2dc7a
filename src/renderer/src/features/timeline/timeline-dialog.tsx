import { useEffect, useState } from 'react';
import type { TimelineReport, TimelineSubject } from '#shared/model/timeline.ts';
import { ModalDialog } from '../../components/modal-dialog.tsx';
import { selectOpenFlow } from '../../store/selectors.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { TimelineBands } from './timeline-bands.tsx';
import classes from './timeline-dialog.module.css';

/** When the verdict on the open flow, an open response or a chain flips, had it been judged at another time. */
export function TimelineDialog() {
  const shown = useWorkbench((state) => state.timelineDialog);
  const { setTimelineDialog } = useActions();
  return (
    <ModalDialog
      title="When the verdict flips"
      isOpen={shown !== 'closed'}
      onClose={() => setTimelineDialog('closed')}
      width={880}
    >
      {typeof shown === 'string' ? <OfOpenFlow /> : <OfSubject subject={shown} />}
    </ModalDialog>
  );
}

function OfOpenFlow() {
  const flow = useWorkbench(selectOpenFlow);
  const id = flow?.outcome == null ? null : flow.id;
  if (id === null) {
    return <p className={classes.note}>Open a finished flow: it is judged again at every time.</p>;
  }
  return <OfSubject subject={{ of: 'flow', id }} />;
}

function OfSubject({ subject }: { readonly subject: TimelineSubject }) {
  const report = useTimeline(subject);
  if (report === null) return <p className={classes.note}>Judging at every time…</p>;
  if (typeof report === 'string') return <p className={classes.note}>{report}</p>;
  return <TimelineBands timeline={report.timeline} judgedAt={report.judgedAt} />;
}

/** The timeline of a subject; a string says why there is none. */
function useTimeline({ of, id }: TimelineSubject): TimelineReport | string | null {
  const { readTimeline } = useActions();
  const [report, setReport] = useState<TimelineReport | string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void readTimeline({ of, id }).then((result) => {
      if (isCurrent) setReport(result.ok ? result.value : result.error);
    });
    return () => {
      isCurrent = false;
    };
  }, [readTimeline, of, id]);
  return report;
}
