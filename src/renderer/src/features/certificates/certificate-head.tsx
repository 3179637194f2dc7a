import { Copy, History, Play, ShieldCheck } from 'lucide-react';
import type { CertificateSummary, LoadedCertificate } from '#shared/model/certificate.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { ByteCopyItems } from '../../components/byte-copy-items.tsx';
import { MenuButton } from '../../components/menu.tsx';
import type { InspectionState } from '../../components/use-inspection.ts';
import { findCertificate } from '../../store/selectors.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { roleOf } from './certificate-role.ts';
import classes from './object-head.module.css';

/** What a certificate is, in a line, and what can be done with it. */
export function CertificateHead(props: {
  readonly certificate: LoadedCertificate;
  readonly inspection: InspectionState;
}) {
  const { certificate, inspection } = props;
  const { summary } = certificate;
  const issuer = useWorkbench((state) => findCertificate(state, certificate.issuerFingerprint));
  return (
    <header className={classes.head}>
      <div className={classes.words}>
        <h2>{summary.label}</h2>
        <p>{headline(certificate, issuer?.summary ?? null)}</p>
      </div>
      <Actions certificate={certificate} inspection={inspection} />
    </header>
  );
}

function Actions(props: {
  readonly certificate: LoadedCertificate;
  readonly inspection: InspectionState;
}) {
  const { certificate, inspection } = props;
  const { chooseCertificate, startCheck, patchPolicy, showScreen, setTimelineDialog } =
    useActions();
  const isRunning = useWorkbench((state) => state.checkRun.state !== 'idle');
  return (
    <div className={classes.actions}>
      {inspection.state === 'done' && (
        <MenuButton label="Copy or save" trigger={<IconButton icon={Copy} label="Copy or save" />}>
          <ByteCopyItems object={inspection.object} />
        </MenuButton>
      )}
      <IconButton
        icon={History}
        label="When its chain flips…"
        onPress={() => setTimelineDialog({ of: 'object', id: certificate.summary.fingerprint })}
      />
      <Button
        icon={ShieldCheck}
        onPress={() => {
          void patchPolicy({ responderCertificate: certificate.der });
          showScreen('flows');
        }}
      >
        Use as responder
      </Button>
      <Button
        kind="primary"
        icon={Play}
        isDisabled={isRunning}
        onPress={() => {
          chooseCertificate(certificate.summary.fingerprint);
          void startCheck();
        }}
      >
        Check revocation
      </Button>
    </div>
  );
}

function headline(certificate: LoadedCertificate, issuer: CertificateSummary | null): string {
  const { summary } = certificate;
  const role = roleOf(certificate);
  return [
    role.charAt(0).toUpperCase() + role.slice(1),
    summary.publicKey,
    issuer === null
      ? summary.isSelfIssued
        ? 'self-issued'
        : 'issuer not loaded'
      : issuer.fingerprint === summary.fingerprint
        ? 'self-issued, signature verified'
        : `issued by ${issuer.label}, signature verified`,
  ].join(' · ');
}
