import { SlidersHorizontal } from 'lucide-react';
import { defaultPolicy, type Policy } from '#shared/model/policy.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Popup } from '../../components/popup.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { DurationInput } from './duration-input.tsx';
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
  'addressPolicy',
] as const satisfies readonly (keyof Policy)[];

/** How many of the settings behind the button differ from a new workspace's. */
export function countChanged(policy: Policy): number {
  return advancedFields.filter((field) => policy[field] !== defaultPolicy[field]).length;
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
      <TransportSettings />
      <JudgementSettings />
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
      <Line label="CertID hash">
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
      </Line>
      <div className={classes.pair}>
        <Line label="Nonce">
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
        </Line>
        <NumberInput
          label="Nonce length, bytes"
          field="nonceLength"
          value={policy.nonceLength}
          onCommit={(nonceLength) => patchPolicy({ nonceLength })}
        />
      </div>
      <Line label="HTTP method">
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
      </Line>
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
      <Line label="Addresses that a certificate may lead to">
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
      </Line>
    </>
  );
}

function JudgementSettings() {
  const policy = useWorkbench((state) => state.policies.current);
  const { patchPolicy } = useActions();
  return (
    <>
      <h3 className={classes.title}>Judgement</h3>
      <div className={classes.pair}>
        <DurationInput
          label="Clock skew allowed"
          field="skewSeconds"
          ms={policy.skewSeconds * 1_000}
          bareUnit="s"
          onCommit={(ms) => patchPolicy({ skewSeconds: ms / 1_000 })}
        />
        <DurationInput
          label="Oldest thisUpdate"
          field="maxAgeSeconds"
          ms={policy.maxAgeSeconds === null ? null : policy.maxAgeSeconds * 1_000}
          bareUnit="s"
          placeholder="no limit"
          onCommit={(ms) => patchPolicy({ maxAgeSeconds: ms / 1_000 })}
          onEmpty={() => patchPolicy({ maxAgeSeconds: null })}
        />
      </div>
      <Line label="Signatures with SHA-1">
        <Segmented
          label="Signatures with SHA-1"
          value={policy.sha1Signatures}
          choices={[
            { value: 'warn', text: 'Warn' },
            { value: 'fail', text: 'Fail' },
          ]}
          onChange={(sha1Signatures) => void patchPolicy({ sha1Signatures })}
        />
      </Line>
    </>
  );
}

function Line(props: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div className={classes.line}>
      <span>{props.label}</span>
      <div>{props.children}</div>
    </div>
  );
}
