import { ArrowUpRight, X } from 'lucide-react';
import type { CacheEntrySummary } from '#shared/model/cache.ts';
import type { FieldNode } from '#shared/model/inspection.ts';
import { expiryCauseSentence } from '#shared/wording/cache.ts';
import { toReadableSerial } from '#shared/wording/serial.ts';
import { toReadableUtc, toRelativeTime } from '#shared/wording/time.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { FieldList } from '../../components/field-list.tsx';
import { StatusChip } from '../../components/status-mark.tsx';
import { useActions, useNow } from '../../store/workbench-context.tsx';
import classes from './cache-entry-detail.module.css';
import { EntryChecks } from './entry-checks.tsx';
import { HitChart } from './hit-chart.tsx';
import { useEntryHistory } from './use-entry-history.ts';

/** The life of one entry, from the flow that it came with to the moment it goes. */
export function CacheEntryDetail(props: {
  readonly entry: CacheEntrySummary;
  readonly onClose: () => void;
}) {
  const { entry } = props;
  const now = useNow(1_000);
  const { openFlow, showScreen } = useActions();
  const { checks, hits } = useEntryHistory(entry);
  return (
    <aside className={classes.detail} aria-label={`Entry of ${entry.certificateLabel}`}>
      <header className={classes.head}>
        <h2>{entry.certificateLabel}</h2>
        <StatusChip tone={entry.status} text={entry.status} />
        <IconButton icon={X} label="Close" size="small" onPress={props.onClose} />
      </header>
      <ol className={classes.life}>
        {lifeOf(entry).map(({ at, words }) => (
          <li key={words} className={classes.moment} data-passed={at <= now}>
            <span>{words}</span>
            <time>{`${toRelativeTime(at, now)} · ${toReadableUtc(at)}`}</time>
          </li>
        ))}
      </ol>
      <HitChart hits={hits} from={entry.storedAt} to={entry.expiresAt} now={now} />
      <EntryChecks checks={checks} />
      <FieldList fields={factsOf(entry)} onRange={null} />
      <div className={classes.actions}>
        <Button
          icon={ArrowUpRight}
          onPress={() => {
            showScreen('flows');
            void openFlow(entry.originFlowId);
          }}
        >
          Open the flow it came with
        </Button>
      </div>
    </aside>
  );
}

function lifeOf(
  entry: CacheEntrySummary,
): readonly { readonly at: number; readonly words: string }[] {
  return [
    { at: entry.thisUpdate, words: 'thisUpdate: the status is known to be right' },
    { at: entry.storedAt, words: 'Stored, after every check had passed' },
    ...(entry.lastHitAt === null
      ? []
      : [{ at: entry.lastHitAt, words: `Last of ${entry.hits} hits` }]),
    { at: entry.expiresAt, words: `Goes: ${lowerFirst(expiryCauseSentence(entry.expiryCause))}` },
    ...(entry.nextUpdate === null ? [] : [{ at: entry.nextUpdate, words: 'nextUpdate' }]),
  ].toSorted((a, b) => a.at - b.at);
}

function factsOf(entry: CacheEntrySummary): readonly FieldNode[] {
  const { certId } = entry;
  const field = (label: string, value: string): FieldNode => ({
    label,
    value,
    face: 'mono',
    range: null,
    children: [],
  });
  return [
    field('Responder', entry.responderUri),
    field('Serial number', toReadableSerial(certId.serialNumber)),
    field('CertID hash', certId.hashAlgorithm),
    field('issuerNameHash', certId.issuerNameHash),
    field('issuerKeyHash', certId.issuerKeyHash),
    ...(entry.revocation === null
      ? []
      : [
          field('Revoked at', toReadableUtc(entry.revocation.time)),
          field('Reason', entry.revocation.reason ?? 'none given'),
        ]),
  ];
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
