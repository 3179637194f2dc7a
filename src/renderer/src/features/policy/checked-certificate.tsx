import { FilePlus2 } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { LoadedCertificate } from '#shared/model/certificate.ts';
import { IconButton } from '../../components/button.tsx';
import { CertificatePicker } from '../../components/certificate-picker.tsx';
import { cx } from '../../components/class-names.ts';
import { MenuButton, MenuItem } from '../../components/menu.tsx';
import { selectCheckedCertificate } from '../../store/selectors.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './policy-bar.module.css';
import { PolicyField } from './policy-field.tsx';

/** The certificate to check, and beside its name who issued it. */
export function CheckedCertificate() {
  const certificates = useWorkbench((state) => state.certificates);
  const certificate = useWorkbench(selectCheckedCertificate);
  const { chooseCertificate, openDialog, setPasteDialog } = useActions();
  return (
    <>
      <PolicyField
        label="Certificate"
        area="certificate"
        note={certificate === null ? null : <IssuerNote certificate={certificate} />}
      >
        <CertificatePicker
          // A combobox keeps the text of its first items: it starts anew when the list changes.
          key={`${certificates.length}/${certificate?.summary.fingerprint ?? ''}`}
          label="Certificate to check"
          certificates={certificates}
          chosen={certificate?.summary.fingerprint ?? null}
          placeholder={certificates.length === 0 ? 'none loaded' : 'choose one'}
          onChoose={chooseCertificate}
        />
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
