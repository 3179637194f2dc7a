import { FlaskConical, FolderOpen, LogIn } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { selectPresentedClient } from '../../store/selectors.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './first-steps.module.css';

/** What a person sees first: the lab is ready, and one press makes the first flow. */
export function FirstSteps() {
  const client = useWorkbench(selectPresentedClient);
  return client === null ? <LoadSteps /> : <LabSteps name={client.name} />;
}

function LabSteps({ name }: { readonly name: string }) {
  const isRunning = useWorkbench((state) => state.clientRun.state === 'running');
  const { authenticate, openDialog, showScreen } = useActions();
  return (
    <section className={classes.steps} aria-label="First steps">
      <h2 className={classes.heading}>Why would a server let this client in, or keep it out?</h2>
      <ol className={classes.list}>
        <li>
          <strong>Authenticate.</strong> {name} connects to the mTLS server of this window, which
          asks the lab’s responder about it and decides by the policy above.
        </li>
        <li>
          <strong>Revoke it, or break the responder.</strong> The Lab sets what is answered. Then
          authenticate again and see which branch is taken, and when the cache hides it.
        </li>
        <li>
          <strong>Bring your own.</strong> Loaded certificates are checked against their own
          responders; curl, openssl and browsers can connect to the server too.
        </li>
      </ol>
      <div className={classes.actions}>
        <Button
          kind="primary"
          icon={LogIn}
          isDisabled={isRunning}
          onPress={() => void authenticate()}
        >
          Authenticate {name}
        </Button>
        <Button icon={FlaskConical} onPress={() => showScreen('lab')}>
          Open the lab
        </Button>
        <Button kind="quiet" icon={FolderOpen} onPress={() => void openDialog()}>
          Open certificates…
        </Button>
      </div>
    </section>
  );
}

/** Without a lab: what to load. */
function LoadSteps() {
  const { openDialog, startLab } = useActions();
  return (
    <section className={classes.steps} aria-label="First steps">
      <h2 className={classes.heading}>Which client certificate is in question?</h2>
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
        <Button icon={FlaskConical} onPress={() => void startLab()}>
          Start the lab
        </Button>
        <span className={classes.hint}>or drop files anywhere on the window</span>
      </div>
    </section>
  );
}
