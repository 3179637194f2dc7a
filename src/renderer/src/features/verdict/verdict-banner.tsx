import { Clock, Info } from 'lucide-react';
import { describeVerdict, type VerdictDescription } from '#shared/flow/describe-verdict.ts';
import { findStep, judgedAttempt } from '#shared/flow/find-step.ts';
import type { Flow } from '#shared/flow/flow.ts';
import { toLocalTime, toReadableDuration, toRelativeTime } from '#shared/wording/time.ts';
import { cx } from '../../components/class-names.ts';
import { DecisionMark } from '../../components/status-mark.tsx';
import { useNow, useWorkbench } from '../../store/workbench-context.tsx';
import classes from './verdict-banner.module.css';

/** The verdict of a flow: heading, reason with the facts in it, what the client saw, what would change it. */
export function VerdictBanner(props: { readonly flow: Flow; readonly size: 'normal' | 'large' }) {
  const { flow } = props;
  const verdict = describeVerdict(flow);
  return (
    <section
      className={cx(classes.banner, classes[verdict.tone], props.size === 'large' && classes.large)}
      aria-label="Verdict"
    >
      <DecisionMark
        tone={verdict.tone}
        mark={verdict.mark}
        size={props.size === 'large' ? 44 : 32}
      />
      <div className={classes.words} role="status">
        {verdict.subject !== null && <p className={classes.subject}>{verdict.subject}</p>}
        <h2 className={classes.heading}>{verdict.heading}</h2>
        <p className={classes.sentence}>
          <Emphasised verdict={verdict} />
        </p>
        <RevokedSince flow={flow} />
        {verdict.remedy !== null && (
          <p className={classes.remedy}>
            <Info size={13} aria-hidden="true" />
            <span>{verdict.remedy}</span>
          </p>
        )}
      </div>
      <dl className={classes.facts}>
        {flow.outcome === null && <Elapsed startedAt={flow.startedAt} />}
        {factsOf(flow, verdict).map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** On an answer from the cache that is good still: what the lab's responder would say by now. */
function RevokedSince({ flow }: { readonly flow: Flow }) {
  const lookup = findStep(judgedAttempt(flow.events), 'cache-looked-up');
  const presented = findStep(flow.events, 'certificate-presented')?.certificate ?? null;
  const status = useWorkbench(
    ({ lab }) =>
      lab?.certificates.find(({ fingerprint }) => fingerprint === presented?.summary.fingerprint)
        ?.status ?? null,
  );
  const now = useNow(1_000);
  if (lookup?.outcome !== 'hit' || lookup.entry.status !== 'good') return null;
  if (status?.status !== 'revoked') return null;
  const { entry } = lookup;
  return (
    <p className={classes.remedy}>
      <Clock size={13} aria-hidden="true" />
      <span>
        Revoked in the lab {toRelativeTime(status.revocation.time, now)}; this server asks again at{' '}
        {toLocalTime(entry.expiresAt, now)}.
      </span>
    </p>
  );
}

/** How long the check has run, while it runs. */
function Elapsed({ startedAt }: { readonly startedAt: number }) {
  const now = useNow(100);
  const tenths = Math.max(0, Math.floor((now - startedAt) / 100));
  return (
    <div aria-hidden="true">
      <dt>Elapsed</dt>
      <dd>{(tenths / 10).toFixed(1)} s</dd>
    </div>
  );
}

function Emphasised({ verdict }: { readonly verdict: VerdictDescription }) {
  const { sentence, emphasis } = verdict;
  const at = emphasis === null ? -1 : sentence.indexOf(emphasis);
  if (emphasis === null || at < 0) return sentence;
  return (
    <>
      {sentence.slice(0, at)}
      <strong>{emphasis}</strong>
      {sentence.slice(at + emphasis.length)}
    </>
  );
}

function factsOf(flow: Flow, verdict: VerdictDescription): readonly (readonly [string, string])[] {
  const { outcome } = flow;
  const facts: (readonly [string, string])[] = [];
  if (verdict.client !== null) facts.push(['Client', verdict.client]);
  if (outcome === null) return facts;
  const received = findStep(judgedAttempt(flow.events), 'response-received');
  if (flow.source === 'case') return facts;
  const responder = received?.response.timings.total ?? null;
  facts.push([
    'Time',
    responder === null
      ? `${toReadableDuration(outcome.durationMs)}${outcome.fromCache ? ', from the cache' : ''}`
      : `${toReadableDuration(outcome.durationMs)}, ${toReadableDuration(responder)} of it the responder`,
  ]);
  return facts;
}
