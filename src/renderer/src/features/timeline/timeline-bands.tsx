import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import type { BandId, KeptSpan, Timeline } from '#shared/model/timeline.ts';
import type { CheckOutcome } from '#shared/model/verdict.ts';
import { expiryCauseWords } from '#shared/wording/cache.ts';
import { toReadableUtc } from '#shared/wording/time.ts';
import { bandWords, verdictWords } from '#shared/wording/timeline.ts';
import { IconButton } from '../../components/button.tsx';
import { useNow } from '../../store/workbench-context.tsx';
import classes from './timeline-dialog.module.css';
import { flipWords, outcomesOf, stretchAt, stretchesOf, stretchWords } from './timeline-words.ts';

/** A band for the verdict and for each check that flips, with the time between flips drawn as equal stretches. */
export function TimelineBands(props: { readonly timeline: Timeline; readonly judgedAt: number }) {
  const { timeline, judgedAt } = props;
  const now = useNow(1_000);
  const stretches = stretchesOf(timeline);
  const last = stretches.length - 1;
  const [at, setAt] = useState(() => stretchAt(stretches, judgedAt));
  const shown = stretches[Math.min(at, last)];
  if (shown === undefined) return null;
  const flip = timeline.flips[at - 1];
  const columns = { gridTemplateColumns: `repeat(${stretches.length}, minmax(0, 1fr))` };
  return (
    <div className={classes.body}>
      <div className={classes.reading} role="status">
        <strong data-decision={shown.verdict.decision}>{verdictWords(shown.verdict)}</strong>
        <span>{stretchWords(shown)}</span>
        {flip !== undefined && <span>Since then: {flipWords(flip)}</span>}
      </div>
      <div className={classes.steps}>
        <IconButton
          icon={ChevronLeft}
          label="The flip before"
          isDisabled={at === 0}
          onPress={() => setAt(at - 1)}
        />
        <Slider
          className={classes.slider ?? ''}
          aria-label="Time of judgement"
          minValue={0}
          maxValue={Math.max(last, 1)}
          isDisabled={last === 0}
          value={at}
          onChange={setAt}
        >
          <SliderTrack className={classes.track ?? ''}>
            <SliderThumb className={classes.thumb ?? ''} />
          </SliderTrack>
        </Slider>
        <IconButton
          icon={ChevronRight}
          label="The next flip"
          isDisabled={at === last}
          onPress={() => setAt(at + 1)}
        />
      </div>
      <ol className={classes.bands} aria-label="Bands">
        <li className={classes.band}>
          <span>time</span>
          <div className={classes.marks} style={columns}>
            {stretches.map((_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place
              <span key={index}>
                {marksIn(index, {
                  judged: stretchAt(stretches, judgedAt),
                  now: stretchAt(stretches, now),
                })}
              </span>
            ))}
          </div>
        </li>
        <li className={classes.band}>
          <span>verdict</span>
          <div className={classes.row} style={columns}>
            {stretches.map(({ verdict }, index) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place
                key={index}
                data-outcome={verdict.decision === 'allow' ? 'pass' : 'fail'}
                data-shown={index === at}
                title={verdictWords(verdict)}
              >
                {verdict.decision === 'allow' ? 'allow' : 'deny'}
              </span>
            ))}
          </div>
        </li>
        {timeline.bands.map(({ id, spans }) => (
          <li key={id} className={classes.band}>
            <span>{id.replaceAll('-', ' ')}</span>
            <div className={classes.row} style={columns}>
              {outcomesOf(spans, stretches).map((outcome, index) => (
                <span
                  // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place
                  key={index}
                  data-outcome={outcome}
                  data-shown={index === at}
                  title={bandWords(id, outcome)}
                >
                  {cellWords(id, outcome)}
                </span>
              ))}
            </div>
          </li>
        ))}
      </ol>
      <h3 className={classes.heading}>Flips</h3>
      <ol className={classes.flips}>
        {timeline.flips.length === 0 && <li>None: it is the same verdict at any time.</li>}
        {timeline.flips.map((each, index) => (
          <li key={each.at} data-shown={index === at - 1}>
            <button type="button" onClick={() => setAt(index + 1)}>
              <time>{toReadableUtc(each.at)}</time>
              <span>{flipWords(each)}</span>
            </button>
          </li>
        ))}
      </ol>
      <p className={classes.hint}>
        Judged at {toReadableUtc(judgedAt)}.{' '}
        {timeline.kept === null ? null : keptWords(timeline.kept)} Between two flips the verdict is
        the same, so their distance is not drawn to scale.
      </p>
    </div>
  );
}

/** What lies in a stretch: the time of judgement, and now. */
function marksIn(
  index: number,
  { judged, now }: { readonly judged: number; readonly now: number },
): string {
  const marks = [index === judged ? 'judged' : null, index === now ? 'now' : null];
  return marks.filter((mark) => mark !== null).join(' · ');
}

/** What stands in a cell: a check that passes needs no word, the cache does. */
function cellWords(id: BandId, outcome: CheckOutcome): string {
  if (id === 'cache') return outcome === 'pass' ? 'kept' : '';
  return outcome === 'fail' || outcome === 'warn' ? outcome : '';
}

function keptWords({ from, to, cause }: KeptSpan): string {
  return `The cache serves the answer from ${toReadableUtc(from)} to ${toReadableUtc(to)} (${expiryCauseWords(cause)}).`;
}
