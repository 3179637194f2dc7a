import type { CacheEntrySummary } from '#shared/model/cache.ts';
import type { CertStatus } from '#shared/model/ocsp.ts';
import { toReadableSpan } from '#shared/wording/time.ts';
import { StatusChip } from '../../components/status-mark.tsx';
import { useNow, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './cache-summary.module.css';

const statuses: readonly CertStatus[] = ['good', 'revoked', 'unknown'];

/** What the cache is worth at a glance: how often it served, what is in it, what goes next. */
export function CacheSummary({ entries }: { readonly entries: readonly CacheEntrySummary[] }) {
  const { hits, misses } = useWorkbench((state) => state.cacheStatistics);
  const now = useNow(1_000);
  const asked = hits + misses;
  const next = Math.min(...entries.map(({ expiresAt }) => expiresAt));
  const responders = new Set(entries.map(({ responderUri }) => responderUri)).size;
  return (
    <dl className={classes.summary}>
      <div>
        <dt>Served from the cache</dt>
        <dd>{asked === 0 ? 'nothing asked yet' : `${hits} of ${asked} decisions`}</dd>
      </div>
      <div>
        <dt>Answers</dt>
        <dd>
          {statuses
            .map(
              (status) =>
                [status, entries.filter((entry) => entry.status === status).length] as const,
            )
            .filter(([, count]) => count > 0)
            .map(([status, count]) => (
              <StatusChip key={status} tone={status} text={`${count} ${status}`} />
            ))}
        </dd>
      </div>
      <div>
        <dt>Responders</dt>
        <dd>{responders}</dd>
      </div>
      <div>
        <dt>Next to go</dt>
        <dd>{next > now ? `in ${toReadableSpan(next - now)}` : 'at its next use'}</dd>
      </div>
    </dl>
  );
}
