import { ClipboardPaste, FolderOpen } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { useActions } from '../../store/workbench-context.tsx';
import classes from './first-steps.module.css';

/** What a person sees first: no certificate is chosen, and this is what to load. */
export function FirstSteps({ hasCertificates }: { readonly hasCertificates: boolean }) {
  const { openDialog, setPasteDialog } = useActions();
  return (
    <section className={classes.steps} aria-label="First steps">
      <h2 className={classes.heading}>
        {hasCertificates
          ? 'Which client certificate is in question?'
          : 'Why would a server let this client in, or keep it out?'}
      </h2>
      <ol className={classes.list}>
        <li>
          <strong>Client certificate.</strong> The one whose revocation status is in question, as
          PEM or DER.
        </li>
        <li>
          <strong>Its issuer.</strong> The CA certificate that signed it: the request names the
          issuer, and the answer is checked against it.
        </li>
        <li>
          <strong>Check revocation.</strong> The responder is asked, every check is shown, and the
          policy above decides.
        </li>
      </ol>
      <div className={classes.actions}>
        <Button kind="primary" icon={FolderOpen} onPress={() => void openDialog()}>
          Open certificates…
        </Button>
        <Button kind="quiet" icon={ClipboardPaste} onPress={() => setPasteDialog('open')}>
          Paste…
        </Button>
        <span className={classes.hint}>or drop files anywhere on the window</span>
      </div>
    </section>
  );
}
