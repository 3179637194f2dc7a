import type { Exposure, ExposureHabits, MeasuredExposure } from '#shared/model/exposure.ts';
import { countOf } from '#shared/wording/count.ts';
import {
  exposureFormula,
  exposurePartTitle,
  exposureSentence,
  exposureSettingTitle,
  exposureSpan,
  measuredPartTitle,
  measuredSentence,
} from '#shared/wording/exposure.ts';
import { heading, paragraph, rows } from '../text/layout.ts';
import type { Style } from '../text/style.ts';

/** What is told of an exposure. */
export interface ToldExposure {
  readonly habits: ExposureHabits;
  readonly exposure: Exposure;
  /** null where nobody asked for it. */
  readonly measured: MeasuredExposure | null;
  /** `--at-most`; null where it was not given. */
  readonly atMostSeconds: number | null;
}

/** Seconds are numbers, null has no end. */
export function exposureToJson({ habits, exposure, measured, atMostSeconds }: ToldExposure) {
  return {
    seconds: exposure.seconds,
    formula: exposureFormula(exposure),
    sentence: exposureSentence(exposure),
    parts: exposure.parts,
    habits,
    atMostSeconds,
    measured:
      measured === null
        ? null
        : {
            seconds: measured.seconds,
            watchedSeconds: measured.watchedSeconds,
            predictedSeconds: measured.predicted.seconds,
            parts: measured.parts,
            tookMs: Math.round(measured.tookMs),
          },
  };
}

const barWidth = 30;

/** The sentence, the sum, and each part with a bar, its formula and its setting. */
export function exposureToText({ exposure, measured }: ToldExposure, style: Style) {
  return [
    ...paragraph(exposureSentence(exposure), style, 0),
    '',
    `  ${exposureFormula(exposure)}`,
    ...heading('Where it comes from', style),
    ...rows(
      exposure.parts.map((part) => ({
        label: exposurePartTitle(part.id),
        lines: [
          `${bar(part.seconds, exposure)}${exposureSpan(part.seconds)}`,
          `${part.formula} · ${exposureSettingTitle(part.setting)}`,
        ],
      })),
      style,
    ),
    ...(measured === null ? [] : measuredText(measured, style)),
  ];
}

function bar(seconds: number | null, { parts }: Exposure): string {
  if (seconds === null) return `${'▪'.repeat(barWidth)}→ `;
  const longest = Math.max(...parts.map((part) => part.seconds ?? 0), 1);
  const width = Math.round((seconds / longest) * barWidth);
  return width === 0 ? '' : `${'▪'.repeat(width)} `;
}

function measuredText(measured: MeasuredExposure, style: Style): readonly string[] {
  const { predicted, parts } = measured;
  const reckoned = predicted.seconds === null ? 'no end' : exposureSpan(predicted.seconds);
  return [
    ...heading('Measured in the lab', style),
    ...paragraph(
      `${measuredSentence(measured)} Reckoned for the lab and our own server: ${reckoned}.`,
      style,
    ),
    ...rows(
      parts.map(({ id, seconds, visits }) => ({
        label: measuredPartTitle(id),
        lines: [`${exposureSpan(seconds)} (${countOf(visits, 'visit')})`],
      })),
      style,
    ),
  ];
}
