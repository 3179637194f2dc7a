import { ChevronDown, ClipboardPaste, FolderOpen } from 'lucide-react';
import { useMemo } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { LoadedCertificate, LoadReport } from '#shared/model/certificate.ts';
import { defaultPolicy, type ResponderTrust } from '#shared/model/policy.ts';
import { Button } from '../../components/button.tsx';
import { CertificatePicker } from '../../components/certificate-picker.tsx';
import { ChoiceList } from '../../components/choice-list.tsx';
import { Popup } from '../../components/popup.tsx';
import { useActions, useStateReader, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './policy-bar.module.css';
import { PolicyField } from './policy-field.tsx';

/** Whose signature is accepted: that of the issuer or its delegate, of one certificate as well, or of it alone. */
export function ResponderCertificatePopup() {
  const pinned = useWorkbench((state) => state.policies.current.responderCertificate);
  const trust = useWorkbench((state) => state.policies.current.responderTrust);
  const certificates = useWorkbench((state) => state.certificates);
  const known = useMemo(() => findByDer(certificates, pinned), [certificates, pinned]);
  const name = known?.summary.label ?? 'configured certificate';
  const words = pinned === null ? 'Issuer or delegate' : wordsFor[trust](name);
  return (
    <PolicyField label="Responder certificate" area="responder" term="responder-certificate">
      <Popup
        label="Responder certificate"
        width={380}
        trigger={
          <AriaButton
            className={classes.value ?? ''}
            aria-label={`Responder certificate: ${words}`}
          >
            <span>{words}</span>
            <ChevronDown size={14} aria-hidden="true" />
          </AriaButton>
        }
      >
        <ResponderCertificateForm />
      </Popup>
    </PolicyField>
  );
}

const wordsFor: Readonly<Record<ResponderTrust, (name: string) => string>> = {
  'issuer-or-delegate': () => 'Issuer or delegate',
  'also-this-certificate': (name) => `${name}, or issuer`,
  'only-this-certificate': (name) => `Only ${name}`,
};

/** The choice of the signer, and of the certificate where one is configured. */
export function ResponderCertificateForm() {
  const pinned = useWorkbench((state) => state.policies.current.responderCertificate);
  const certificates = useWorkbench((state) => state.certificates);
  const known = useMemo(() => findByDer(certificates, pinned), [certificates, pinned]);
  const problem = useWorkbench((state) => state.policyProblems.responderCertificate ?? null);
  const trust = useWorkbench((state) => state.policies.current.responderTrust);
  const { patchPolicy, openDialog, setPasteDialog } = useActions();
  const readState = useStateReader();

  const pin = (fingerprint: string, responderTrust: ResponderTrust) => {
    const certificate = findByFingerprint(readState().certificates, fingerprint);
    if (certificate === null) return;
    void patchPolicy({ responderCertificate: certificate.der, responderTrust });
  };
  const pinFirst = (reports: readonly LoadReport[], as: ResponderTrust) => {
    const first = reports.flatMap((report) => [...report.added, ...report.alreadyLoaded])[0];
    if (first !== undefined) pin(first, as);
  };
  const suggested = known ?? certificates.find(({ summary }) => !summary.isCa) ?? certificates[0];
  const choose = (next: ResponderTrust) => {
    if (next === 'issuer-or-delegate') {
      const { responderTrust } = defaultPolicy;
      void patchPolicy({ responderCertificate: null, responderTrust });
    } else if (pinned !== null) void patchPolicy({ responderTrust: next });
    else if (suggested !== undefined) pin(suggested.summary.fingerprint, next);
    else void openDialog('keep').then((reports) => pinFirst(reports, next));
  };
  const asNow = trust === 'issuer-or-delegate' ? defaultPolicy.responderTrust : trust;

  return (
    <div className={classes.form}>
      <ChoiceList
        label="Who may sign the answer"
        value={pinned === null ? 'issuer-or-delegate' : trust}
        choices={[
          {
            value: 'issuer-or-delegate',
            text: 'The issuer, or a delegate of it',
            detail: 'The issuing CA itself, or a certificate that it issued for OCSP signing.',
          },
          {
            value: 'also-this-certificate',
            text: 'These, and one configured certificate',
            detail: 'That one is trusted for its answers, whoever issued it.',
          },
          {
            value: 'only-this-certificate',
            text: 'One configured certificate only',
            detail: 'An answer that the issuer or a delegate signed is refused.',
          },
        ]}
        onChange={choose}
      />
      {pinned !== null && (
        <CertificatePicker
          label="Responder certificate"
          certificates={certificates}
          chosen={known?.summary.fingerprint ?? null}
          placeholder="a certificate that is no longer loaded"
          onChoose={(fingerprint) => pin(fingerprint, asNow)}
        />
      )}
      {problem !== null && <p className={classes.warning}>{problem}</p>}
      <div className={classes.drop} data-drop-target="responder">
        Drop a certificate here to pin it
      </div>
      <div className={classes.actions}>
        <Button
          icon={FolderOpen}
          onPress={() => void openDialog('keep').then((reports) => pinFirst(reports, asNow))}
        >
          Open…
        </Button>
        <Button icon={ClipboardPaste} onPress={() => setPasteDialog('responder')}>
          Paste…
        </Button>
      </div>
    </div>
  );
}

function findByFingerprint(
  certificates: readonly LoadedCertificate[],
  fingerprint: string,
): LoadedCertificate | null {
  return certificates.find(({ summary }) => summary.fingerprint === fingerprint) ?? null;
}

function findByDer(
  certificates: readonly LoadedCertificate[],
  der: Uint8Array | null,
): LoadedCertificate | null {
  if (der === null) return null;
  const isSame = (other: Uint8Array) =>
    other.length === der.length && other.every((byte, index) => byte === der[index]);
  return certificates.find((certificate) => isSame(certificate.der)) ?? null;
}
