import { Copy, Ellipsis, KeyRound, Play, ShieldCheck, ShieldOff, ShieldPlus } from 'lucide-react';
import type { LoadedCertificate } from '#shared/model/certificate.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { ByteCopyItems } from '../../components/byte-copy-items.tsx';
import { MenuButton, MenuItem } from '../../components/menu.tsx';
import type { InspectionState } from '../../components/use-inspection.ts';
import { hasOpenKey } from '../../store/selectors.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { ExportMenu } from './export-menu.tsx';
import classes from './object-head.module.css';

/** What can be done with a certificate, one step each. */
export function CertificateActions(props: {
  readonly certificate: LoadedCertificate;
  readonly inspection: InspectionState;
}) {
  const { certificate, inspection } = props;
  const { summary } = certificate;
  const { chooseCertificate, startCheck } = useActions();
  const isChecking = useWorkbench((state) => state.checkRun.state !== 'idle');
  return (
    <div className={classes.actions}>
      {inspection.state === 'done' && (
        <MenuButton label="Copy or save" trigger={<IconButton icon={Copy} label="Copy or save" />}>
          <ByteCopyItems object={inspection.object} />
        </MenuButton>
      )}
      <ExportMenu id={summary.fingerprint} name={summary.label} />
      <MoreMenu certificate={certificate} />
      {summary.isCa ? (
        <TrustButton fingerprint={summary.fingerprint} />
      ) : (
        <AuthenticateButton certificate={certificate} />
      )}
      <ResponderButton certificate={certificate} />
      <Button
        kind="primary"
        icon={Play}
        isDisabled={isChecking}
        onPress={() => {
          chooseCertificate(summary.fingerprint);
          void startCheck();
        }}
      >
        Check revocation
      </Button>
    </div>
  );
}

/** What takes a question first. */
function MoreMenu({ certificate }: { readonly certificate: LoadedCertificate }) {
  const { askWhereToPresent, setTimelineDialog } = useActions();
  const hasKey = useWorkbench((state) => hasOpenKey(state, certificate.keyPin));
  return (
    <MenuButton label="More" trigger={<IconButton icon={Ellipsis} label="More" />}>
      <MenuItem
        text="When its chain flips…"
        onAction={() => setTimelineDialog({ of: 'object', id: certificate.summary.fingerprint })}
      />
      <MenuItem
        text="Present to another server…"
        detail={hasKey ? 'as a client, by https' : 'open its private key first'}
        isDisabled={!hasKey}
        onAction={() => askWhereToPresent(certificate.summary.fingerprint)}
      />
    </MenuButton>
  );
}

/** Presents it to our mTLS server, where its private key is open. */
function AuthenticateButton({ certificate }: { readonly certificate: LoadedCertificate }) {
  const { presentOwn } = useActions();
  const hasKey = useWorkbench((state) => hasOpenKey(state, certificate.keyPin));
  const isRunning = useWorkbench((state) => state.clientRun.state !== 'idle');
  if (!hasKey) return null;
  return (
    <Button
      icon={KeyRound}
      isDisabled={isRunning}
      onPress={() => void presentOwn(certificate.summary.fingerprint)}
    >
      Authenticate
    </Button>
  );
}

function TrustButton({ fingerprint }: { readonly fingerprint: string }) {
  const isTrusted = useWorkbench((state) => state.mtls.trust.fingerprints.includes(fingerprint));
  const { trustAsCa } = useActions();
  return (
    <Button
      icon={isTrusted ? ShieldOff : ShieldPlus}
      onPress={() => void trustAsCa(fingerprint, isTrusted ? 'not-trusted' : 'trusted')}
    >
      {isTrusted ? 'Do not trust any more' : 'Trust as CA'}
    </Button>
  );
}

function ResponderButton({ certificate }: { readonly certificate: LoadedCertificate }) {
  const { patchPolicy, showScreen } = useActions();
  return (
    <Button
      icon={ShieldCheck}
      onPress={() => {
        void patchPolicy({ responderCertificate: certificate.der });
        showScreen('flows');
      }}
    >
      Use as responder
    </Button>
  );
}
