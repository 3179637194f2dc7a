import type { Exposure } from '#shared/model/exposure.ts';
import { exposurePartLine, exposurePartTitle, exposureSpan } from '#shared/wording/exposure.ts';
import classes from './exposure-dialog.module.css';
import { layOut, pictureWidth } from './lay-out.ts';

const barTop = 34;
const barHeight = 34;
const barBottom = barTop + barHeight;

/** The parts one after the other, from the revocation to the first denial; what has no end leaves the picture. */
export function ExposurePicture({ exposure }: { readonly exposure: Exposure }) {
  const stretches = layOut(exposure.parts);
  const end = stretches.at(-1);
  const right = end === undefined ? 2 : end.x + end.width;
  const isEndless = exposure.seconds === null;
  return (
    <figure className={classes.picture}>
      <svg
        viewBox={`0 0 ${pictureWidth} 92`}
        role="img"
        aria-label={`From the revocation to the first denial. ${exposure.parts
          .filter(({ seconds }) => seconds !== 0)
          .map(exposurePartLine)
          .join('. ')}`}
      >
        <line className={classes.axis} x1={2} x2={pictureWidth - 2} y1={barBottom} y2={barBottom} />
        <line className={classes.edge} x1={2} x2={2} y1={12} y2={barBottom + 8} />
        <text className={classes.tick} x={8} y={18}>
          revoked
        </text>
        {stretches.map(({ part, x, width }) => (
          <g key={part.id}>
            <rect
              className={classes.part}
              data-part={part.id}
              x={x + 1}
              y={barTop}
              width={Math.max(width - 2, 1)}
              height={barHeight - 1}
              rx={3}
            />
            {part.seconds === null && (
              <path
                className={classes.arrow}
                d={`M ${x + width - 20} ${barTop + 8} l 11 9 l -11 9`}
              />
            )}
            <text className={classes.inside} x={x + width / 2} y={barTop + 21}>
              {width >= 74 ? exposureSpan(part.seconds) : ''}
            </text>
            <text className={classes.tick} x={x + width / 2} y={barBottom + 17} textAnchor="middle">
              {isWide(width, exposurePartTitle(part.id)) ? exposurePartTitle(part.id) : ''}
            </text>
          </g>
        ))}
        {!isEndless && (
          <>
            <line className={classes.edge} x1={right} x2={right} y1={12} y2={barBottom + 8} />
            <text
              className={classes.tick}
              x={right > 120 ? right - 6 : right + 6}
              y={18}
              textAnchor={right > 120 ? 'end' : 'start'}
            >
              {exposure.seconds === 0 ? '' : 'first denial'}
            </text>
          </>
        )}
      </svg>
    </figure>
  );
}

/** Whether a title fits below its part, as wide as its letters usually are. */
function isWide(width: number, title: string): boolean {
  return width >= title.length * 6.2 + 8;
}
