import { FileDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useActions, useStateReader } from '../../store/workbench-context.tsx';
import classes from './drop-overlay.module.css';
import { entriesOf, filesOf } from './dropped-files.ts';

/** Takes files and texts that are dropped anywhere on the window, and says so while they hover. */
export function DropOverlay() {
  const [isOver, setOver] = useState(false);
  const depth = useRef(0);
  const { loadDropped, loadText, patchPolicy } = useActions();
  const readState = useStateReader();

  useEffect(() => {
    const onEnter = (event: DragEvent) => {
      if (!carriesInput(event)) return;
      event.preventDefault();
      depth.current += 1;
      setOver(true);
    };
    const onOver = (event: DragEvent) => {
      if (carriesInput(event)) event.preventDefault();
    };
    const onLeave = (event: DragEvent) => {
      if (!carriesInput(event)) return;
      depth.current -= 1;
      if (depth.current <= 0) setOver(false);
    };
    const onDrop = async (event: DragEvent) => {
      depth.current = 0;
      setOver(false);
      if (!carriesInput(event) || event.dataTransfer === null) return;
      event.preventDefault();
      const isResponder = isOverResponder(event);
      const entries = entriesOf(event.dataTransfer);
      const text = event.dataTransfer.getData('text/plain');
      const reports =
        entries.length > 0 ? await loadDropped(await filesOf(entries)) : await loadText(text);
      const first = reports.flatMap((report) => [...report.added, ...report.alreadyLoaded])[0];
      const loaded = readState().certificates.find(({ summary }) => summary.fingerprint === first);
      if (isResponder && loaded !== undefined)
        await patchPolicy({ responderCertificate: loaded.der });
    };
    const drop = (event: DragEvent) => void onDrop(event);
    window.addEventListener('dragenter', onEnter);
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', onEnter);
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', drop);
    };
  }, [loadDropped, loadText, patchPolicy, readState]);

  if (!isOver) return null;
  return (
    <div className={classes.overlay} role="status">
      <div className={classes.card}>
        <FileDown size={28} strokeWidth={1.5} aria-hidden="true" />
        <p className={classes.title}>Drop to open</p>
        <p>
          Certificates, keys, requests, CRLs, key stores, cases, captures. Nothing leaves this
          machine.
        </p>
      </div>
    </div>
  );
}

function carriesInput(event: DragEvent): boolean {
  const types = event.dataTransfer?.types ?? [];
  return types.includes('Files') || types.includes('text/plain');
}

function isOverResponder(event: DragEvent): boolean {
  return (
    event.target instanceof Element &&
    event.target.closest('[data-drop-target="responder"]') !== null
  );
}
