import { Copy, FileSearch, LogIn, SquareTerminal } from 'lucide-react';
import type { LabCertificate } from '#shared/model/lab.ts';
import {
  labKeyWords,
  labRoleWords,
  labState,
  purposeWords,
} from '#shared/wording/lab-certificate.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import { toReadableUtc } from '#shared/wording/time.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { StatusChip } from '../../components/status-mark.tsx';
import { ValidityBar } from '../../components/validity-bar.tsx';
import { findLabCertificate, isPresentable } from '../../store/selectors.ts';
import { useActions, useNow, useWorkbench } from '../../store/workbench-context.tsx';
import { BehaviourCard } from './behaviour-card.tsx';
import { ExportMenu } from './export-menu.tsx';
import classes from './lab-certificate-detail.module.css';
import { StatusCard } from './status-card.tsx';

/** One certificate of the lab: what it is there for, what is said of it, and what can be done with it. */
export function LabCertificateDetail({ certificate }: { readonly certificate: LabCertificate }) {
  const now = useNow(60_000);
  const issuer = useWorkbench((state) => findLabCertificate(state, certificate.issuerId));
  const state = labState(certificate, now);
  const isTracked = certificate.status !== null;
  return (
    <div className={classes.detail}>
      <header className={classes.head}>
        <div className={classes.words}>
          <h2>
            {certificate.name}
            {(isTracked || state.tone === 'revoked') && (
              <StatusChip tone={state.tone} text={state.words} />
            )}
          </h2>
          <p>{purposeWords(certificate, state)}</p>
        </div>
        <Actions certificate={certificate} />
      </header>
      <ValidityBar notBefore={certificate.notBefore} notAfter={certificate.notAfter} />
      {isTracked && <StatusCard certificate={certificate} />}
      <FactsCard certificate={certificate} issuer={issuer} />
      {isTracked && <BehaviourCard certificate={certificate} />}
    </div>
  );
}

function Actions({ certificate }: { readonly certificate: LabCertificate }) {
  const { id, role } = certificate;
  const isClient = role === 'client' || role === 'stranger-client';
  const isRunning = useWorkbench((state) => state.clientRun.state === 'running');
  const { authenticateAs, takeLabCertificates, setLabDialog } = useActions();
  return (
    <div className={classes.actions}>
      <Button icon={FileSearch} onPress={() => void takeLabCertificates([id])}>
        Check or inspect
      </Button>
      <ExportMenu id={id} />
      {isClient && (
        <Button icon={SquareTerminal} onPress={() => setLabDialog({ kind: 'commands', id })}>
          Commands…
        </Button>
      )}
      {isClient && (
        <Button
          kind="primary"
          icon={LogIn}
          isDisabled={isRunning || !isPresentable(certificate)}
          onPress={() => void authenticateAs(id)}
        >
          Authenticate
        </Button>
      )}
    </div>
  );
}

function FactsCard(props: {
  readonly certificate: LabCertificate;
  readonly issuer: LabCertificate | null;
}) {
  const { certificate, issuer } = props;
  const { showLabCertificate } = useActions();
  return (
    <section className={classes.card}>
      <h3>Certificate</h3>
      <dl className={classes.facts}>
        <Fact name="Role">{labRoleWords(certificate.role)}</Fact>
        <Fact name="Issued by">
          {issuer === null || issuer.id === certificate.id ? (
            'itself'
          ) : (
            <button
              type="button"
              className={classes.link}
              onClick={() => showLabCertificate(issuer.id)}
            >
              {issuer.name}
            </button>
          )}
        </Fact>
        <Fact name="Key">
          {labKeyWords(certificate.keyType)}
          {certificate.use === 'ocsp-only' && ', for OCSP checks only: TLS here cannot present it'}
        </Fact>
        <Fact name="Serial number" mono copy={certificate.serialNumber}>
          {toReadableSerial(certificate.serialNumber)}
        </Fact>
        <Fact name="SHA-256" mono copy={certificate.fingerprint}>
          {certificate.fingerprint}
        </Fact>
        <Fact name="Not before" mono>
          {toReadableUtc(certificate.notBefore)}
        </Fact>
        <Fact name="Not after" mono>
          {toReadableUtc(certificate.notAfter)}
        </Fact>
        {certificate.ocspUris.length === 0 ? (
          <Fact name="OCSP URI in AIA">none</Fact>
        ) : (
          certificate.ocspUris.map((uri, index) => (
            <Fact
              key={uri}
              name={index === 0 ? 'OCSP URI in AIA, used' : 'ignored'}
              mono
              copy={uri}
            >
              {uri}
            </Fact>
          ))
        )}
      </dl>
    </section>
  );
}

function Fact(props: {
  readonly name: string;
  readonly mono?: boolean;
  readonly copy?: string;
  readonly children: React.ReactNode;
}) {
  const { copyText } = useActions();
  const { copy } = props;
  return (
    <div>
      <dt>{props.name}</dt>
      <dd data-face={props.mono === true ? 'mono' : 'text'}>
        <span>{props.children}</span>
        {copy !== undefined && (
          <IconButton
            icon={Copy}
            label={`Copy ${props.name}`}
            size="small"
            onPress={() => void copyText(copy, props.name)}
          />
        )}
      </dd>
    </div>
  );
}
