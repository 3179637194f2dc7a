import { Cable, Scissors } from 'lucide-react';
import type { MtlsConnection } from '#shared/model/mtls.ts';
import type { CutConnection } from '#shared/model/mtls-view.ts';
import { toRelativeTime } from '#shared/wording/time.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { DecisionMark } from '../../components/status-mark.tsx';
import { useNow } from '../../store/workbench-context.tsx';
import classes from './mtls-panel.module.css';

/** The connections that are open now, what was decided on each last, and those that were cut off lately. */
export function ConnectionList(props: {
  readonly connections: readonly MtlsConnection[];
  readonly cuts: readonly CutConnection[];
}) {
  const { connections, cuts } = props;
  const now = useNow(1_000);
  if (connections.length === 0 && cuts.length === 0) {
    return (
      <EmptyState
        size="small"
        icon={Cable}
        title="Nobody is connected"
        text="Clients that keep their connection alive stay in this list; a revoked one is cut off."
      />
    );
  }
  return (
    <ul className={classes.list}>
      {connections.map((connection) => (
        <li key={connection.number}>
          <Mark connection={connection} />
          <span className={classes.label}>{connection.label}</span>
          <span className={classes.time}>{toRelativeTime(connection.since, now)}</span>
          <span className={`${classes.facts} ${classes.wide}`}>{factsOf(connection)}</span>
        </li>
      ))}
      {cuts.map(({ at, connection }) => (
        <li key={`cut-${connection.number}-${at}`}>
          <Scissors size={16} aria-hidden="true" />
          <span className={classes.label}>{connection.label}</span>
          <span className={classes.time}>cut off {toRelativeTime(at, now)}</span>
          <span className={`${classes.facts} ${classes.wide}`}>
            denied while it was connected · {factsOf(connection)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Mark({ connection: { decision } }: { readonly connection: MtlsConnection }) {
  if (decision === null) return <DecisionMark tone="running" mark="running" size={18} />;
  return decision.outcome === 'allow' ? (
    <DecisionMark tone="good" mark="completed" size={18} />
  ) : (
    <DecisionMark tone="revoked" mark="denied" size={18} />
  );
}

function factsOf(connection: MtlsConnection): string {
  const { peerAddress, protocol, session, requests } = connection;
  return [
    peerAddress,
    protocol,
    session === 'resumed' ? 'resumed session' : null,
    requests === 1 ? '1 request' : `${requests} requests`,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
