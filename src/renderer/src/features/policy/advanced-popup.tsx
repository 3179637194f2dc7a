import { SlidersHorizontal } from 'lucide-react';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Popup } from '../../components/popup.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { AdvancedLine } from './advanced-line.tsx';
import { DurationInput } from './duration-input.tsx';
import { FallbackSettings } from './fallback-settings.tsx';
import { JudgementSettings } from './judgement-settings.tsx';
import { NumberInput } from './number-input.tsx';
import classes from './policy-bar.module.css';
import { PolicyField } from './policy-field.tsx';

const advancedFields = [
  'hash',
  'nonce',
  'nonceLength',
  'method',
  'connectTimeoutMs',
  'totalTimeoutMs',
  'maxResponseBytes',
  'skewSeconds',
  'maxAgeSeconds',
  'sha1Signatures',
  'smallKeys',
  'encoding',
  'aiaUris',
  'scope',
  'fallbackByCause',
  'addressPolicy',
] as const satisfies readonly (keyof Policy)[];

/** How many of the settings behind the button differ from a new workspace's. */
export function countChanged(policy: Policy): number {
  return advancedFields.filter(
    (field) => JSON.stringify(policy[field]) !== JSON.stringify(defaultPolicy[field]),
  ).length;
}

/** Everything about the request, the transport and the judgement that is seldom changed. */
export function AdvancedPopup() {
  const changed = useWorkbench((state) => countChanged(state.policies.current));
  const label = changed === 0 ? 'Advanced settings' : `Advanced settings, ${changed} changed`;
  return (
    <PolicyField label={changed === 0 ? '' : `${changed} set`} area="advanced">
      <Popup
        label="Advanced settings"
        width={420}
        placement="bottom end"
        trigger={<IconButton icon={SlidersHorizontal} label={label} isActive={changed > 0} />}
      >
        <AdvancedForm changed={changed} />
      </Popup>
    </PolicyField>
  );
}

function AdvancedForm({ changed }: { readonly changed: number }) {
  const { patchPolicy } = useActions();
  const reset = Object.fromEntries(advancedFields.map((field) => [field, defaultPolicy[field]]));
  return (
    <div className={classes.form}>
      <RequestSettings />
      <QuestionSettings />
      <TransportSettings />
      <JudgementSettings />
      <FallbackSettings />
      {changed > 0 && (
        <Button kind="quiet" onPress={() => void patchPolicy(reset)}>
          Reset these to their defaults
        </Button>
      )}
    </div>
  );
}

function RequestSettings() {
  const policy = useWorkbench((state) => state.policies.current);
  const { patchPolicy } = useActions();
  return (
    <>
      <h3 className={classes.title}>Request</h3>
      <AdvancedLine label="CertID hash" term="cert-id">
        <Segmented
          label="CertID hash"
          value={policy.hash}
          choices={[
            { value: 'sha1', text: 'SHA-1' },
            { value: 'sha256', text: 'SHA-256' },
            { value: 'sha384', text: 'SHA-384' },
            { value: 'sha512', text: 'SHA-512' },
          ]}
          onChange={(hash) => void patchPolicy({ hash })}
        />
      </AdvancedLine>
      <div className={classes.pair}>
        <AdvancedLine label="Nonce" term="nonce">
          <Segmented
            label="Nonce"
            value={policy.nonce}
            choices={[
              { value: 'omit', text: 'Omit' },
              { value: 'send', text: 'Send' },
              { value: 'require', text: 'Require' },
            ]}
            onChange={(nonce) => void patchPolicy({ nonce })}
          />
        </AdvancedLine>
        <NumberInput
          label="Nonce length, bytes"
          field="nonceLength"
          value={policy.nonceLength}
          onCommit={(nonceLength) => patchPolicy({ nonceLength })}
        />
      </div>
      <AdvancedLine label="HTTP method">
        <Segmented
          label="HTTP method"
          value={policy.method}
          choices={[
            { value: 'auto', text: 'GET where it fits' },
            { value: 'get', text: 'GET' },
            { value: 'post', text: 'POST' },
          ]}
          onChange={(method) => void patchPolicy({ method })}
        />
      </AdvancedLine>
    </>
  );
}

function QuestionSettings() {
  const { aiaUris, scope } = useWorkbench((state) => state.policies.current);
  const { patchPolicy } = useActions();
  return (
    <>
      <h3 className={classes.title}>Whom to ask about</h3>
      <AdvancedLine label="Certificates asked about">
        <Segmented
          label="Certificates asked about"
          value={scope}
          choices={[
            { value: 'leaf', text: 'The client’s' },
            { value: 'leaf-and-intermediates', text: 'And the CAs above it' },
          ]}
          onChange={(next) => void patchPolicy({ scope: next })}
        />
      </AdvancedLine>
      <AdvancedLine label="OCSP URIs of the AIA">
        <Segmented
          label="OCSP URIs of the AIA"
          value={aiaUris}
          choices={[
            { value: 'first-only', text: 'The first only' },
            { value: 'each-in-turn', text: 'Each in turn' },
          ]}
          onChange={(next) => void patchPolicy({ aiaUris: next })}
        />
      </AdvancedLine>
    </>
  );
}

function TransportSettings() {
  const policy = useWorkbench((state) => state.policies.current);
  const { patchPolicy } = useActions();
  return (
    <>
      <h3 className={classes.title}>Transport</h3>
      <div className={classes.pair}>
        <DurationInput
          label="Connect time-out"
          field="connectTimeoutMs"
          ms={policy.connectTimeoutMs}
          bareUnit="ms"
          onCommit={(connectTimeoutMs) => patchPolicy({ connectTimeoutMs })}
        />
        <DurationInput
          label="Time-out of the exchange"
          field="totalTimeoutMs"
          ms={policy.totalTimeoutMs}
          bareUnit="ms"
          onCommit={(totalTimeoutMs) => patchPolicy({ totalTimeoutMs })}
        />
      </div>
      <div className={classes.pair}>
        <NumberInput
          label="Largest response, bytes"
          field="maxResponseBytes"
          value={policy.maxResponseBytes}
          onCommit={(maxResponseBytes) => patchPolicy({ maxResponseBytes })}
        />
      </div>
      <AdvancedLine label="Addresses that a certificate may lead to" term="address-policy">
        <Segmented
          label="Address policy"
          value={policy.addressPolicy}
          choices={[
            { value: 'any', text: 'Any' },
            { value: 'public-only', text: 'Public only' },
            { value: 'loopback-only', text: 'Loopback only' },
          ]}
          onChange={(addressPolicy) => void patchPolicy({ addressPolicy })}
        />
      </AdvancedLine>
    </>
  );
}
