import { Info, Play } from 'lucide-react';
import type { ClientReport } from '#shared/model/mtls.ts';
import { toReadableDuration } from '#shared/wording/time.ts';
import { Button } from '../../components/button.tsx';
import { cx } from '../../components/class-names.ts';
import { DecisionMark } from '../../components/status-mark.tsx';
import { useActions, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './verdict-banner.module.css';

/** A client that never came as far as a decision: what it saw, and what would help. */
export function MissedBanner({ report }: { readonly report: ClientReport }) {
  const isRunning = useWorkbench((state) => state.mtls.state.state === 'running');
  const { startMtls } = useActions();
  const { failure, tls, timings, url } = report;
  return (
    <section className={cx(classes.banner, classes.indeterminate)} aria-label="Verdict">
      <DecisionMark tone="indeterminate" mark="denied" size={32} />
      <div className={classes.words} role="status">
        <h2 className={classes.heading}>The client got no decision</h2>
        <p className={classes.sentence}>
          {failure?.message ?? 'The connection ended before there was an answer.'}
        </p>
        {failure?.remedy != null && (
          <p className={classes.remedy}>
            <Info size={13} aria-hidden="true" />
            <span>{failure.remedy}</span>
          </p>
        )}
      </div>
      {!isRunning && (
        <Button icon={Play} onPress={() => void startMtls()}>
          Start the mTLS server
        </Button>
      )}
      <dl className={classes.facts}>
        <div>
          <dt>Server</dt>
          <dd>{url}</dd>
        </div>
        <div>
          <dt>Handshake</dt>
          <dd>
            {tls === null ? 'no TLS connection' : `${tls.protocol}, ${tls.cipher}`},{' '}
            {toReadableDuration(timings.total)}
          </dd>
        </div>
      </dl>
    </section>
  );
}
