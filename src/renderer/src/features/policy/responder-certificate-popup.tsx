import { ChevronDown, ClipboardPaste, FolderOpen } from 'lucide-react';
import { useMemo } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { LoadedCertificate, LoadReport } from '#shared/model/certificate.ts';
import { Button } from '../../components/button.tsx';
import { CertificatePicker } from '../../components/certificate-picker.tsx';
import { ChoiceList } from '../../components/choice-list.tsx';
import { Popup } from '../../components/popup.tsx';
import { useActions, useStateReader, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './policy-bar.module.css';
import { PolicyField } from './policy-field.tsx';

/** Whose signature is accepted: the issuer or its delegate, or one pinned certificate. */
export function ResponderCertificatePopup() {
  const pinned = useWorkbench((state) => state.policies.current.responderCertificate);
  const certificates = useWorkbench((state) => state.certificates);
  const known = useMemo(() => findByDer(certificates, pinned), [certificates, pinned]);
  const words =
    pinned === null ? 'Issuer or delegate' : (known?.summary.label ?? 'Pinned certificate');
  return (
    <PolicyField label="Responder certificate" area="responder">
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
        <ResponderCertificateForm pinned={pinned} known={known} />
      </Popup>
    </PolicyField>
  );
}

function ResponderCertificateForm(props: {
  readonly pinned: Uint8Array | null;
  readonly known: LoadedCertificate | null;
}) {
  const { pinned, known } = props;
  const certificates = useWorkbench((state) => state.certificates);
  const problem = useWorkbench((state) => state.policyProblems.responderCertificate ?? null);
  const { patchPolicy, openDialog, setPasteDialog } = useActions();
  const readState = useStateReader();

  const pin = (fingerprint: string) => {
    const certificate = findByFingerprint(readState().certificates, fingerprint);
    if (certificate !== null) void patchPolicy({ responderCertificate: certificate.der });
  };
  const pinFirst = (reports: readonly LoadReport[]) => {
    const first = reports.flatMap((report) => [...report.added, ...report.alreadyLoaded])[0];
    if (first !== undefined) pin(first);
  };
  const suggested = known ?? certificates.find(({ summary }) => !summary.isCa) ?? certificates[0];

  return (
    <div className={classes.form}>
      <ChoiceList
        label="The answer must be signed by"
        value={pinned === null ? 'chain' : 'pinned'}
        choices={[
          {
            value: 'chain',
            text: 'The issuer, or a delegate in the response',
            detail: 'The issuing CA itself, or a certificate that it issued for OCSP signing.',
          },
          {
            value: 'pinned',
            text: 'One configured certificate',
            detail: 'Trusted for its answers, whoever issued it.',
          },
        ]}
        onChange={(value) => {
          if (value === 'chain') void patchPolicy({ responderCertificate: null });
          else if (suggested !== undefined) pin(suggested.summary.fingerprint);
          else void openDialog().then(pinFirst);
        }}
      />
      {pinned !== null && (
        <CertificatePicker
          label="Responder certificate"
          certificates={certificates}
          chosen={known?.summary.fingerprint ?? null}
          placeholder="a certificate that is no longer loaded"
          onChoose={pin}
        />
      )}
      {problem !== null && <p className={classes.warning}>{problem}</p>}
      <div className={classes.drop} data-drop-target="responder">
        Drop a certificate here to pin it
      </div>
      <div className={classes.actions}>
        <Button icon={FolderOpen} onPress={() => void openDialog().then(pinFirst)}>
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
