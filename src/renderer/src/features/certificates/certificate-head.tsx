import type { CertificateSummary, LoadedCertificate } from '#shared/model/certificate.ts';
import type { InspectionState } from '../../components/use-inspection.ts';
import { findCertificate } from '../../store/selectors.ts';
import { useWorkbench } from '../../store/workbench-context.tsx';
import { CertificateActions } from './certificate-actions.tsx';
import { roleOf } from './certificate-role.ts';
import { KeyMatches } from './key-matches.tsx';
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
    <>
      <header className={classes.head}>
        <div className={classes.words}>
          <h2>{summary.label}</h2>
          <p>{headline(certificate, issuer?.summary ?? null)}</p>
        </div>
        <CertificateActions certificate={certificate} inspection={inspection} />
      </header>
      <KeyMatches id={summary.fingerprint} keyPin={certificate.keyPin} />
    </>
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
