import { Copy, Play, ShieldCheck } from 'lucide-react';
import type { CertificateSummary, LoadedCertificate } from '#shared/model/certificate.ts';
import type { ByteRange, FieldNode } from '#shared/model/inspection.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { ByteCopyItems } from '../../components/byte-copy-items.tsx';
import { FieldList } from '../../components/field-list.tsx';
import { FindingList } from '../../components/finding-list.tsx';
import { MenuButton } from '../../components/menu.tsx';
import type { InspectionState } from '../../components/use-inspection.ts';
import { ValidityBar } from '../../components/validity-bar.tsx';
import { findCertificate } from '../../store/selectors.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './certificate-detail.module.css';
import { roleOf } from './certificate-list.tsx';

/** One certificate in words: what it is, whether it holds today, and every field. */
export function CertificateDetail(props: {
  readonly certificate: LoadedCertificate;
  readonly inspection: InspectionState;
  readonly onRange: (range: ByteRange) => void;
}) {
  const { certificate, inspection } = props;
  const { summary } = certificate;
  const issuer = useWorkbench((state) => findCertificate(state, certificate.issuerFingerprint));
  return (
    <div className={classes.detail}>
      <header className={classes.head}>
        <div className={classes.words}>
          <h2>{summary.label}</h2>
          <p>{headline(certificate, issuer?.summary ?? null)}</p>
        </div>
        <Actions certificate={certificate} inspection={inspection} />
      </header>
      <ValidityBar notBefore={summary.notBefore} notAfter={summary.notAfter} />
      {inspection.state === 'failed' && <p className={classes.problem}>{inspection.message}</p>}
      {inspection.state === 'done' && (
        <>
          {inspection.object.findings.length > 0 && (
            <section className={classes.card}>
              <h3>Findings</h3>
              <FindingList findings={inspection.object.findings} />
            </section>
          )}
          <FieldCards fields={inspection.object.fields} onRange={props.onRange} />
        </>
      )}
    </div>
  );
}

function Actions(props: {
  readonly certificate: LoadedCertificate;
  readonly inspection: InspectionState;
}) {
  const { certificate, inspection } = props;
  const { chooseCertificate, startCheck, patchPolicy, showScreen } = useActions();
  const isRunning = useWorkbench((state) => state.checkRun.state !== 'idle');
  return (
    <div className={classes.actions}>
      {inspection.state === 'done' && (
        <MenuButton label="Copy or save" trigger={<IconButton icon={Copy} label="Copy or save" />}>
          <ByteCopyItems object={inspection.object} />
        </MenuButton>
      )}
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

/** Each group of fields on a card; fields without a group share the first. */
function FieldCards(props: {
  readonly fields: readonly FieldNode[];
  readonly onRange: (range: ByteRange) => void;
}) {
  const loose = props.fields.filter((field) => field.children.length === 0);
  const groups = props.fields.filter((field) => field.children.length > 0);
  return (
    <>
      {loose.length > 0 && (
        <section className={classes.card}>
          <h3>Certificate</h3>
          <FieldList fields={loose} onRange={props.onRange} />
        </section>
      )}
      {groups.map((group) => (
        <section key={group.label} className={classes.card}>
          <h3>
            {group.label}
            {group.value !== null && <span>{group.value}</span>}
          </h3>
          <FieldList fields={group.children} onRange={props.onRange} />
        </section>
      ))}
    </>
  );
}
