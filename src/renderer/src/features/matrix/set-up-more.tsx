import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { MatrixOrder } from '#shared/model/matrix-view.ts';
import { Button } from '../../components/button.tsx';
import { FormField } from '../../components/form-field.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { Toggle } from '../../components/toggle.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import { NumberField } from './number-field.tsx';
import classes from './set-up.module.css';
import { SuccessForm } from './success-form.tsx';

/** What few servers need: names, addresses, and how being let in is recognised. */
export function SetUpMore() {
  const order = useWorkbench((state) => state.matrix.order);
  const problems = useWorkbench((state) => state.matrix.problems);
  const { patchOrder } = useActions();
  const isNeeded = moreFields.some((field) => problems[field] !== undefined);
  const [isOpen, setOpen] = useState(false);
  return (
    <Disclosure isExpanded={isOpen || isNeeded} onExpandedChange={setOpen}>
      <Heading level={2} className={classes.more ?? ''}>
        <AriaButton slot="trigger">
          <ChevronRight size={14} aria-hidden="true" />
          Names, addresses, and what being let in looks like
        </AriaButton>
      </Heading>
      <DisclosurePanel className={classes.panel ?? ''}>
        <div className={classes.pair}>
          <TextOrNull field="serverName" label="Name in TLS (SNI)" placeholder="that of the URL" />
          <TextOrNull field="hostHeader" label="Host header" placeholder="that of the URL" />
        </div>
        <TextOrNull
          field="connectTo"
          label="Connect to another address"
          placeholder="127.0.0.1:8443"
        />
        <div className={classes.pair}>
          <div className={classes.line}>
            <span>TLS</span>
            <div>
              <Segmented
                label="Version of TLS"
                value={order.tls}
                choices={tlsVersions}
                onChange={(tls) => patchOrder({ tls })}
              />
            </div>
          </div>
          <div className={classes.line}>
            <span>Method</span>
            <div>
              <Segmented
                label="Method"
                value={order.method}
                choices={methods}
                onChange={(method) => patchOrder({ method })}
              />
            </div>
          </div>
        </div>
        <SuccessForm />
        <NumberField
          label="Visits at a time"
          value={order.parallel}
          problem={problems.parallel ?? null}
          onChange={(parallel) => patchOrder({ parallel })}
        />
        <Listen />
        <TextOrNull
          field="responderUrl"
          label="The responder as the server sees it"
          placeholder="http://10.0.0.5:22000"
          description="For a server in a container or on another host. “Connection refused” cannot be tried then."
        />
        <Toggle
          label="Our own server beside it"
          isOn={order.reference === 'with'}
          words={order.reference === 'with' ? 'our own server is measured too' : 'left out'}
          onChange={(isOn) => patchOrder({ reference: isOn ? 'with' : 'without' })}
        />
      </DisclosurePanel>
    </Disclosure>
  );
}

const moreFields = [
  'connectTo',
  'serverName',
  'hostHeader',
  'success',
  'parallel',
  'listenHost',
  'listenPort',
  'responderUrl',
] as const;

const tlsVersions = [
  { value: 'any', text: 'Any' },
  { value: 'TLSv1.2', text: '1.2' },
  { value: 'TLSv1.3', text: '1.3' },
] as const;

const methods = [
  { value: 'GET', text: 'GET' },
  { value: 'HEAD', text: 'HEAD' },
  { value: 'POST', text: 'POST' },
] as const;

/** A field that means “as usual” while it is empty. */
function TextOrNull(props: {
  readonly field: 'serverName' | 'hostHeader' | 'connectTo' | 'responderUrl';
  readonly label: string;
  readonly placeholder: string;
  readonly description?: string;
}) {
  const { field, ...rest } = props;
  const value = useWorkbench((state) => state.matrix.order[field]);
  const problem = useWorkbench((state) => state.matrix.problems[field] ?? null);
  const { patchOrder } = useActions();
  return (
    <FormField
      {...rest}
      face="mono"
      value={value ?? ''}
      problem={problem}
      onChange={(text) => patchOrder({ [field]: text.trim() === '' ? null : text.trim() })}
    />
  );
}

/** Where our responder listens; others reach it only once that is confirmed. */
function Listen() {
  const { listenHost, listenPort, exposure } = useWorkbench((state) => state.matrix.order);
  const problems = useWorkbench((state) => state.matrix.problems);
  const { patchOrder } = useActions();
  const change = (order: Partial<MatrixOrder>) =>
    patchOrder({ ...order, exposure: 'loopback-only' });
  const refused = problems.listenHost ?? null;
  return (
    <>
      <div className={classes.pair}>
        <FormField
          label="Our responder listens at"
          face="mono"
          value={listenHost}
          problem={refused}
          onChange={(text) => change({ listenHost: text.trim() })}
        />
        <NumberField
          label="Port; 0 takes any"
          value={listenPort}
          problem={problems.listenPort ?? null}
          onChange={(port) => patchOrder({ listenPort: port })}
        />
      </div>
      {refused !== null && exposure !== 'confirmed' && isAddress(listenHost) && (
        <div className={classes.confirm} role="alert">
          <p>
            <strong>Other machines could reach the responder at {listenHost}.</strong> It says
            “good” and “revoked” of this lab’s certificates alone, and lives as long as the run.
          </p>
          <div className={classes.row}>
            <Button kind="primary" onPress={() => change({ listenHost: '127.0.0.1' })}>
              Keep it on this machine
            </Button>
            <Button onPress={() => patchOrder({ exposure: 'confirmed', listenHost })}>
              Open it to the network
            </Button>
          </div>
        </div>
      )}
      {exposure === 'confirmed' && (
        <p className={classes.hint}>Others may reach it during the next run.</p>
      )}
    </>
  );
}

function isAddress(host: string): boolean {
  return /^[\d.]+$|:/.test(host);
}
