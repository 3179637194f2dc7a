import type {
  Exposure,
  ExposurePart,
  ExposurePartId,
  ExposureSetting,
  MeasuredExposure,
  MeasuredPart,
} from '../model/exposure.ts';
import { toReadableSpan } from './time.ts';

const partTitles: Readonly<Record<ExposurePartId, string>> = {
  'ocsp-not-enabled': 'OCSP not enabled',
  'responder-delay': 'Responder does not know yet',
  'old-answer': 'Old answer comes again',
  cache: 'Kept in the cache',
  hold: 'Held past nextUpdate',
  outage: 'Responder silent, fallback allows',
  resumption: 'Session resumed',
  'keep-alive': 'Connection kept open',
};

/** What a part is called. */
export function exposurePartTitle(id: ExposurePartId): string {
  return partTitles[id];
}

const settingTitles: Readonly<Record<ExposureSetting, string>> = {
  'policy.ocsp': 'OCSP checking',
  'policy.cache.use': 'Cache on or off',
  'policy.cache.minSeconds': 'Cache minimum',
  'policy.cache.maxSeconds': 'Cache maximum',
  'policy.cache.hold': 'Cache hold',
  'policy.fallback': 'Fallback',
  'policy.maxAgeSeconds': 'Maximum age',
  'policy.nonce': 'Nonce',
  'responder.delaySeconds': "Responder's delay",
  'responder.nextUpdateSeconds': "Responder's nextUpdate",
  'responder.oldAnswers': 'Old answers',
  'responder.outageSeconds': "Responder's longest silence",
  'server.resumption': 'Resumed sessions',
  'server.recheck': 'Decision on each request or connection',
};

/** What the setting is called that makes a part as long as it is. */
export function exposureSettingTitle(setting: ExposureSetting): string {
  return settingTitles[setting];
}

/** A length in words; null is without an end. */
export function exposureSpan(seconds: number | null): string {
  if (seconds === null) return 'no end';
  return seconds === 0 ? 'none' : toReadableSpan(seconds * 1_000);
}

/** The whole in a sentence: the number, or what has no end. */
export function exposureSentence({ seconds, parts }: Exposure): string {
  if (seconds === 0) return 'A certificate that is revoked now is denied at once.';
  if (seconds !== null) {
    const longest = parts.reduce((a, b) => ((b.seconds ?? 0) > (a.seconds ?? 0) ? b : a));
    return `A certificate that is revoked now is still admitted for ${exposureSpan(seconds)} at the longest; most of that: ${titleInside(longest.id)}.`;
  }
  const endless = parts.filter((part) => part.seconds === null).map(({ id }) => titleInside(id));
  return `A certificate that is revoked now can be admitted until it expires. What has no end: ${endless.join('; ')}.`;
}

/** A title inside of a sentence: `OCSP` stays as it is. */
function titleInside(id: ExposurePartId): string {
  const title = partTitles[id];
  return title.startsWith('OCSP') ? title : title.charAt(0).toLowerCase() + title.slice(1);
}

/** The sum, as one would write it down. */
export function exposureFormula({ seconds, parts }: Exposure): string {
  const counted = parts.filter((part) => part.seconds !== 0);
  const terms = counted.map((part) => (part.seconds === null ? 'no end' : `${part.seconds} s`));
  const total = seconds === null ? 'no end' : `${seconds} s`;
  return terms.length < 2 ? total : `${terms.join(' + ')} = ${total}`;
}

/** A part in a line of text: the text equivalent of its stretch in the picture. */
export function exposurePartLine(part: ExposurePart): string {
  return `${partTitles[part.id]}: ${exposureSpan(part.seconds)} (${part.formula}; ${settingTitles[part.setting]})`;
}

const measuredTitles: Readonly<Record<MeasuredPart['id'], string>> = {
  asked: 'The responder is asked anew each time',
  kept: 'The server answers from its cache',
  silent: 'The responder falls silent',
  resumption: 'The client resumes its session',
  'keep-alive': 'The client keeps its connection',
};

export function measuredPartTitle(id: MeasuredPart['id']): string {
  return measuredTitles[id];
}

/** What was watched, in a sentence. */
export function measuredSentence({ seconds, watchedSeconds }: MeasuredExposure): string {
  return seconds === null
    ? `Measured: still admitted after ${toReadableSpan(watchedSeconds * 1_000)}, when watching ended.`
    : `Measured: denied for the first time ${seconds === 0 ? 'at once' : `after ${toReadableSpan(seconds * 1_000)}`}.`;
}
