import { type FormEvent, useState } from 'react';
import { Label, TextArea, TextField } from 'react-aria-components';
import type { LoadReport } from '#shared/model/certificate.ts';
import { loadProblemPlace, loadProblemRemedy } from '#shared/wording/load-problem.ts';
import { Button } from '../../components/button.tsx';
import { ModalDialog } from '../../components/modal-dialog.tsx';
import { useActions, useStateReader, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './paste-dialog.module.css';

/** Takes certificates as text; what cannot be read is said under the field, and the text stays. */
export function PasteDialog() {
  const target = useWorkbench((state) => state.pasteDialog);
  const { setPasteDialog } = useActions();
  return (
    <ModalDialog
      title={target === 'responder' ? 'Paste the responder certificate' : 'Paste certificates'}
      isOpen={target !== 'closed'}
      onClose={() => setPasteDialog('closed')}
      width={620}
    >
      <PasteForm target={target} />
    </ModalDialog>
  );
}

function PasteForm({ target }: { readonly target: 'open' | 'responder' | 'closed' }) {
  const { readText, setPasteDialog, patchPolicy } = useActions();
  const readState = useStateReader();
  const [text, setText] = useState('');
  const [report, setReport] = useState<LoadReport | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const result = await readText(text);
    if (result === null) return;
    const first = [...result.added, ...result.alreadyLoaded][0];
    const loaded = readState().certificates.find(({ summary }) => summary.fingerprint === first);
    if (target === 'responder' && loaded !== undefined) {
      await patchPolicy({ responderCertificate: loaded.der });
    }
    if (result.problems.length === 0) setPasteDialog('closed');
    else setReport(result);
  };
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <TextField
        value={text}
        onChange={(next) => {
          setText(next);
          setReport(null);
        }}
        autoFocus
        isInvalid={report !== null}
        className={classes.field ?? ''}
      >
        <Label>PEM blocks or bare base64</Label>
        <TextArea
          className={classes.text ?? ''}
          rows={12}
          spellCheck={false}
          placeholder={'-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----'}
        />
      </TextField>
      {report !== null && (
        <ul className={classes.problems} role="alert">
          {report.problems.map((problem) => (
            <li key={`${problem.code}/${problem.message}/${loadProblemPlace(problem)}`}>
              {problem.message} <span>{loadProblemRemedy(problem)}</span>
            </li>
          ))}
        </ul>
      )}
      <div className={classes.actions}>
        <Button onPress={() => setPasteDialog('closed')}>Cancel</Button>
        <Button kind="primary" type="submit" isDisabled={text.trim() === ''}>
          Load
        </Button>
      </div>
    </form>
  );
}
