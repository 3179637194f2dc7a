import { Check, FileKey2 } from 'lucide-react';
import { Checkbox } from 'react-aria-components';
import { Button } from '../../components/button.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './mtls-panel.module.css';

/** Which CAs clients must lead to, and which certificate the server shows. */
export function MtlsTrustForm() {
  const trust = useWorkbench((state) => state.mtls.trust);
  const identity = useWorkbench((state) => state.mtls.identity);
  const certificates = useWorkbench((state) => state.certificates);
  const { setMtlsTrust, chooseMtlsIdentity, takeLabIdentity } = useActions();
  const cas = certificates.filter(({ summary }) => summary.isCa);
  const setTrusted = (fingerprint: string, isTrusted: boolean) => {
    const others = trust.fingerprints.filter((known) => known !== fingerprint);
    void setMtlsTrust({
      ...trust,
      fingerprints: isTrusted ? [...others, fingerprint] : others,
    });
  };
  const trustsNobody = !trust.lab && trust.fingerprints.length === 0;
  return (
    <>
      <h3>Client CAs that are trusted</h3>
      <div className={classes.checks}>
        <Choice
          text="Lab Root CA"
          detail="of the lab"
          isChosen={trust.lab}
          onChange={(lab) => void setMtlsTrust({ ...trust, lab })}
        />
        {cas.map(({ summary, origin }) => (
          <Choice
            key={summary.fingerprint}
            text={summary.label}
            detail={origin}
            isChosen={trust.fingerprints.includes(summary.fingerprint)}
            onChange={(isTrusted) => setTrusted(summary.fingerprint, isTrusted)}
          />
        ))}
      </div>
      <p className={classes.note}>
        {trustsNobody
          ? 'Nobody is trusted: every client is denied before OCSP.'
          : 'CA certificates that are loaded on the Certificates screen can be trusted too.'}
      </p>
      <h3>Server certificate</h3>
      <p className={classes.value}>
        {identity.subject ?? 'none: the lab is not started'}
        <span className={classes.note}>
          {' '}
          {identity.source === 'lab' ? 'from the lab' : 'your own'}
        </span>
      </p>
      <div className={classes.row}>
        <Button icon={FileKey2} onPress={() => void chooseMtlsIdentity()}>
          Use your own…
        </Button>
        {identity.source === 'own' && (
          <Button onPress={() => void takeLabIdentity()}>Use the lab’s</Button>
        )}
      </div>
    </>
  );
}

function Choice(props: {
  readonly text: string;
  readonly detail: string;
  readonly isChosen: boolean;
  readonly onChange: (isChosen: boolean) => void;
}) {
  return (
    <Checkbox className={classes.check ?? ''} isSelected={props.isChosen} onChange={props.onChange}>
      <span className={classes.box}>
        <Check size={12} strokeWidth={3} aria-hidden="true" />
      </span>
      <span>
        {props.text} <span className={classes.note}>{props.detail}</span>
      </span>
    </Checkbox>
  );
}
