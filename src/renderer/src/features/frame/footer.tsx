import { Undo2, X } from 'lucide-react';
import { useEffect } from 'react';
import { toReadableDuration } from '#shared/wording/time.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './footer.module.css';

/** Counts and times on the left, where all is kept and what it runs on at the right. */
export function Footer() {
  const statistics = useWorkbench((state) => state.statistics);
  const certificates = useWorkbench((state) => state.certificates.length);
  const info = useWorkbench((state) => state.info);
  const { total, p50Ms, p95Ms } = statistics;
  return (
    <footer className={classes.footer}>
      <UndoBar />
      <span>{total === 1 ? '1 flow' : `${total.toLocaleString('en')} flows`}</span>
      <span>{certificates === 1 ? '1 certificate' : `${certificates} certificates`}</span>
      {p50Ms !== null && <span>p50 {toReadableDuration(p50Ms)}</span>}
      {p95Ms !== null && <span>p95 {toReadableDuration(p95Ms)}</span>}
      <span className={classes.store} title={info.storePath}>
        {info.storePath.split(/[\\/]/).at(-1)}
      </span>
      <span>
        Revoscope {info.version} · {info.runtime}
      </span>
    </footer>
  );
}

/** Long enough to read and decide. */
const undoMs = 20_000;

/** Offers to take the last deletion back. */
function UndoBar() {
  const undo = useWorkbench((state) => state.undo);
  const { runUndo, dismissUndo } = useActions();
  const id = undo?.id ?? null;
  useEffect(() => {
    if (id === null) return;
    const timer = setTimeout(() => dismissUndo(id), undoMs);
    return () => clearTimeout(timer);
  }, [id, dismissUndo]);
  if (undo === null) return null;
  return (
    <div className={classes.undo} role="status">
      <span>{undo.text}</span>
      <Button icon={Undo2} onPress={() => void runUndo()}>
        Undo
      </Button>
      <IconButton icon={X} label="Dismiss" size="small" onPress={() => dismissUndo(undo.id)} />
    </div>
  );
}
