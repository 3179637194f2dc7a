import { FilePlus2 } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { LoadedCertificate } from '#shared/model/certificate.ts';
import { IconButton } from '../../components/button.tsx';
import { cx } from '../../components/class-names.ts';
import { MenuButton, MenuItem } from '../../components/menu.tsx';
import {
  selectCheckedCertificate,
  selectPresentedClient,
  selectPresentedKind,
} from '../../store/selectors.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './policy-bar.module.css';
import { PolicyField } from './policy-field.tsx';
import { PresentedPicker } from './presented-picker.tsx';

/** Whom the next decision is about: a lab client that connects, or a loaded certificate that is checked. */
export function PresentedCertificate() {
  const { openDialog, setPasteDialog } = useActions();
  return (
    <>
      <PolicyField label="Present certificate" area="certificate" note={<PresentedNote />}>
        <PresentedPicker />
      </PolicyField>
      <MenuButton
        label="Load certificates"
        trigger={<IconButton icon={FilePlus2} label="Load certificates" />}
      >
        <MenuItem text="Open certificates…" keys="Ctrl O" onAction={() => void openDialog()} />
        <MenuItem text="Paste certificates…" onAction={() => setPasteDialog('open')} />
      </MenuButton>
    </>
  );
}

/** What is known of the chosen one: a lab client's place in the lab, or who issued the loaded certificate. */
function PresentedNote() {
  const kind = useWorkbench(selectPresentedKind);
  const client = useWorkbench(selectPresentedClient);
  const certificate = useWorkbench(selectCheckedCertificate);
  const { showScreen, showLabCertificate } = useActions();
  switch (kind) {
    case 'lab-client':
      return (
        <Button
          className={classes.note ?? ''}
          onPress={() => {
            showLabCertificate(client?.id ?? null);
            showScreen('lab');
          }}
        >
          in the lab
        </Button>
      );
    case 'loaded':
      return certificate === null ? null : <IssuerNote certificate={certificate} />;
    case 'no-certificate':
    case 'nothing':
      return null;
  }
}

/** Who issued the certificate, as found among the loaded ones or as chosen. */
function IssuerNote({ certificate }: { readonly certificate: LoadedCertificate }) {
  const certificates = useWorkbench((state) => state.certificates);
  const chosen = useWorkbench((state) => state.checkTarget.issuerFingerprint);
  const { chooseIssuer } = useActions();
  const fingerprint = chosen ?? certificate.issuerFingerprint;
  const issuer = certificates.find(({ summary }) => summary.fingerprint === fingerprint) ?? null;
  const candidates = certificates.filter(
    ({ summary }) => summary.isCa && summary.fingerprint !== certificate.summary.fingerprint,
  );
  if (candidates.length === 0) {
    return certificate.summary.isSelfIssued ? (
      <span className={classes.note}>self-issued</span>
    ) : (
      <span className={cx(classes.note, classes.warning)}>issuer not loaded</span>
    );
  }
  const words = issuer === null ? 'issuer not found' : `by ${issuer.summary.label}`;
  return (
    <MenuButton
      label="Issuer"
      selection={{ selectionMode: 'single', selectedKeys: [chosen ?? 'found'] }}
      trigger={
        <Button className={cx(classes.note, issuer === null && classes.warning)}>{words}</Button>
      }
    >
      <MenuItem
        id="found"
        text="Find the issuer"
        detail="by name and signature, among the loaded certificates"
        onAction={() => chooseIssuer(null)}
      />
      {candidates.map(({ summary }) => (
        <MenuItem
          key={summary.fingerprint}
          id={summary.fingerprint}
          text={summary.label}
          detail={summary.subject}
          onAction={() => chooseIssuer(summary.fingerprint)}
        />
      ))}
    </MenuButton>
  );
}
