import { ChevronDown, ChevronUp, LogIn, Play, Square } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { noFallbackByCause } from '#shared/model/policy.ts';
import { cacheBoundsWords } from '#shared/wording/cache.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { cx } from '../../components/class-names.ts';
import { Segmented } from '../../components/segmented.tsx';
import { Toggle } from '../../components/toggle.tsx';
import { useIsLow } from '../../components/use-is-low.ts';
import { selectPresentedKind } from '../../store/selectors.ts';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { AdvancedPopup } from './advanced-popup.tsx';
import { CachePopup } from './cache-popup.tsx';
import classes from './policy-bar.module.css';
import { PolicyField } from './policy-field.tsx';
import { PolicyMenu } from './policy-menu.tsx';
import { PresentedCertificate } from './presented-certificate.tsx';
import { ResponderCertificatePopup } from './responder-certificate-popup.tsx';
import { ResponderUriField } from './responder-uri-field.tsx';
import { useShownSetting } from './use-shown-setting.ts';

/** The policy in force and the certificate to check, on one bar; `tools` come last. */
export function PolicyBar({ tools }: { readonly tools: ReactNode }) {
  const isLow = useIsLow();
  const [isUnfolded, setUnfolded] = useState(false);
  const shown = useShownSetting();
  const isFolded = isLow && !isUnfolded && shown.setting === null;
  return (
    <section
      className={cx(classes.bar, isFolded && classes.folded)}
      aria-label="Policy and certificate"
      ref={shown.bar}
    >
      {isFolded && <PolicySummary onUnfold={() => setUnfolded(true)} />}
      {/* Folded, the fields stay: what was refused in one of them can be mended there. */}
      <div className={classes.policy} hidden={isFolded}>
        <PolicyMenu />
        <OcspSwitch />
        <ResponderUriField />
        <ResponderCertificatePopup />
        <FallbackChoice />
        <CachePopup />
        <AdvancedPopup />
        {isLow && (
          <IconButton icon={ChevronUp} label="Fold the policy" onPress={() => setUnfolded(false)} />
        )}
      </div>
      <div className={classes.check}>
        <PresentedCertificate />
        <div className={classes.primary}>
          <PrimaryButton />
        </div>
        {tools}
      </div>
    </section>
  );
}

/** The policy in one line, where the window is low; pressed, it unfolds. */
function PolicySummary({ onUnfold }: { readonly onUnfold: () => void }) {
  const policy = useWorkbench((state) => state.policies.current);
  const name = useWorkbench(
    ({ policies }) => policies.saved.find(({ id }) => id === policies.basedOn)?.name ?? 'Policy',
  );
  const isRefused = useWorkbench((state) => Object.keys(state.policyProblems).length > 0);
  const { use, minSeconds, maxSeconds } = policy.cache;
  const parts =
    policy.ocsp === 'not-enabled'
      ? ['OCSP not enabled']
      : [
          policy.responderUri === null ? 'responder from AIA' : policy.responderUri,
          policy.responderCertificate === null ? 'issuer or delegate' : 'responder certificate set',
          `fallback ${policy.fallback}`,
          use === 'off' ? 'no cache' : `cache ${cacheBoundsWords(minSeconds, maxSeconds, '–')}`,
        ];
  return (
    <AriaButton className={classes.summary ?? ''} onPress={onUnfold}>
      <strong>{name}</strong>
      <span>{parts.join(' · ')}</span>
      {isRefused && <span className={classes.warning}>a setting is refused</span>}
      <ChevronDown size={14} aria-hidden="true" />
    </AriaButton>
  );
}

function OcspSwitch() {
  const ocsp = useWorkbench((state) => state.policies.current.ocsp);
  const { patchPolicy } = useActions();
  return (
    <PolicyField label="OCSP checking" area="ocsp" term="ocsp">
      <Toggle
        label="OCSP checking"
        isOn={ocsp === 'enabled'}
        words={ocsp === 'enabled' ? 'Enabled' : 'Not enabled'}
        onChange={(isOn) => void patchPolicy({ ocsp: isOn ? 'enabled' : 'not-enabled' })}
      />
    </PolicyField>
  );
}

function FallbackChoice() {
  const fallback = useWorkbench((state) => state.policies.current.fallback);
  const byCause = useWorkbench(
    ({ policies }) =>
      Object.values(policies.current.fallbackByCause).filter((own) => own !== null).length,
  );
  const { patchPolicy } = useActions();
  const note = byCause === 0 ? null : <span className={classes.note}>{byCause} apart</span>;
  return (
    <PolicyField label="If unknown or failed" area="fallback" term="fallback" note={note}>
      <Segmented
        label="Fallback if the status is unknown or the check fails"
        value={fallback}
        choices={[
          { value: 'allow', text: 'Allow' },
          { value: 'block', text: 'Block' },
        ]}
        onChange={(value) =>
          void patchPolicy({ fallback: value, fallbackByCause: noFallbackByCause })
        }
      />
    </PolicyField>
  );
}

/** Lets the chosen client connect, or checks the chosen certificate. */
export function PrimaryButton() {
  const kind = useWorkbench(selectPresentedKind);
  const checkRun = useWorkbench((state) => state.checkRun.state);
  const clientRun = useWorkbench((state) => state.clientRun.state);
  const { authenticate, cancelClient } = useActions();
  if (clientRun === 'running') {
    return (
      <Button icon={Square} onPress={() => void cancelClient()}>
        Cancel
      </Button>
    );
  }
  if (checkRun !== 'idle' || kind === 'loaded' || kind === 'nothing') return <CheckButton />;
  return (
    <Button kind="primary" icon={LogIn} onPress={() => void authenticate()}>
      Authenticate
    </Button>
  );
}

function CheckButton() {
  const run = useWorkbench((state) => state.checkRun.state);
  const hasCertificate = useWorkbench((state) => state.checkTarget.fingerprint !== null);
  const { startCheck, cancelCheck } = useActions();
  if (run !== 'idle') {
    return (
      <Button icon={Square} onPress={() => void cancelCheck()} isDisabled={run === 'starting'}>
        Cancel
      </Button>
    );
  }
  return (
    <Button
      kind="primary"
      icon={Play}
      isDisabled={!hasCertificate}
      onPress={() => void startCheck()}
    >
      Check revocation
    </Button>
  );
}
