import { ModalDialog } from '../../components/modal-dialog.tsx';
import { Pkcs12Form } from '../../components/pkcs12-form.tsx';
import { findLabCertificate } from '../../store/selectors.ts';
import type { LabDialog } from '../../store/state.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { CommandsPanel } from './commands-panel.tsx';
import { IssueForm } from './issue-form.tsx';
import { ResetForm } from './reset-form.tsx';
import { RevokeForm } from './revoke-form.tsx';

/** The dialogs of the Lab, one at a time; they open from anywhere in the window. */
export function LabDialogs() {
  const dialog = useWorkbench((state) => state.labDialog);
  const { setLabDialog } = useActions();
  const close = () => setLabDialog(null);
  return (
    <ModalDialog
      title={useTitle(dialog)}
      isOpen={dialog !== null}
      onClose={close}
      width={dialog?.kind === 'commands' ? 720 : 480}
    >
      {dialog !== null && <Content dialog={dialog} onDone={close} />}
    </ModalDialog>
  );
}

function useTitle(dialog: LabDialog | null): string {
  const name = useWorkbench(
    (state) =>
      findLabCertificate(state, dialog !== null && 'id' in dialog ? dialog.id : null)?.name ?? '',
  );
  switch (dialog?.kind) {
    case 'issue':
      return 'Issue a client certificate';
    case 'reset':
      return 'Reset the lab';
    case 'revoke':
      return `Revoke ${name}`;
    case 'export':
      return `Export ${name} as PKCS#12`;
    case 'commands':
      return `Connect as ${name}`;
    case undefined:
      return '';
  }
}

function Content(props: { readonly dialog: LabDialog; readonly onDone: () => void }) {
  const { dialog, onDone } = props;
  const { exportLabCertificate } = useActions();
  switch (dialog.kind) {
    case 'issue':
      return <IssueForm onDone={onDone} />;
    case 'reset':
      return <ResetForm onDone={onDone} />;
    case 'revoke':
      return <RevokeForm id={dialog.id} onDone={onDone} />;
    case 'export':
      return (
        <Pkcs12Form
          onSave={(seal) => exportLabCertificate(dialog.id, { as: 'pkcs12', ...seal })}
          onDone={onDone}
        />
      );
    case 'commands':
      return <CommandsPanel id={dialog.id} />;
  }
}
