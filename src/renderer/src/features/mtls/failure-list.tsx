import { Handshake } from 'lucide-react';
import type { HandshakeFailure } from '#shared/model/mtls.ts';
import { toLocalTime } from '#shared/wording/time.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { DecisionMark } from '../../components/status-mark.tsx';
import { useNow } from '../../store/workbench-context.tsx';
import classes from './mtls-panel.module.css';

/** Handshakes that came to nothing: there was no certificate to judge, and so no flow. */
export function FailureList({ failures }: { readonly failures: readonly HandshakeFailure[] }) {
  const now = useNow(60_000);
  if (failures.length === 0) {
    return (
      <EmptyState
        size="small"
        icon={Handshake}
        title="No handshake has failed"
        text="A client that never gets as far as a certificate leaves no flow; it is listed here."
      />
    );
  }
  return (
    <ul className={classes.list}>
      {failures.map((failure, index) => (
        // Two failures may have everything in common.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={index}>
          <DecisionMark tone="indeterminate" mark="denied" size={18} />
          <span className={classes.label}>{failure.peerAddress ?? 'a client that left'}</span>
          <span className={classes.time}>{toLocalTime(failure.at, now)}</span>
          <span className={classes.wide}>
            {failure.message}
            {failure.remedy !== null && <span className={classes.note}> {failure.remedy}</span>}
            {failure.detail !== '' && (
              <>
                {' '}
                <code>{failure.detail}</code>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
