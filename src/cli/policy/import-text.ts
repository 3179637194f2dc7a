import {
  type ImportEntry,
  type ImportedSettings,
  productNames,
} from '#shared/model/settings-of-others.ts';
import { wordsFor } from '#shared/wording/policy-field.ts';
import { toSafeText } from '#shared/wording/safe-text.ts';
import { heading, paragraph } from '../text/layout.ts';
import type { Style } from '../text/style.ts';

/** What an import came to, for a person: warnings first, then the policy with where each part comes from. */
export function importText(settings: ImportedSettings, style: Style): readonly string[] {
  const { product, version, chosen, policy } = settings;
  const where =
    chosen === null
      ? ''
      : `, "${toSafeText(chosen.name)}" (${toSafeText(chosen.file)}:${chosen.line})`;
  const verdict =
    policy.ocsp === 'not-enabled'
      ? style.paint('warn', 'OCSP is not asked about clients')
      : `OCSP is asked about clients; without a conclusive answer: ${wordsFor(policy, 'fallbackByCause')}`;
  const entry = (each: ImportEntry) => entryText(settings, each, style);
  const section = (title: string, list: readonly ImportEntry[]) =>
    list.length === 0 ? [] : [...heading(title, style), ...list.flatMap(entry)];
  return [
    `${style.paint('strong', productNames[product])} (${version})${where}`,
    verdict,
    ...section('Warnings', settings.warnings),
    ...section('Mapped', settings.mapped),
    ...section('Assumed: not written, so its default', settings.assumed),
    ...section('Lost: theirs, with no field here', settings.lost),
    ...section('Silent: ours, with no words there', settings.silent),
  ];
}

function entryText({ policy }: ImportedSettings, entry: ImportEntry, style: Style) {
  const { origin, field, says } = entry;
  const value = field === null ? '' : `${style.paint('strong', wordsFor(policy, field))}: `;
  const place =
    origin === null ? [] : paragraph(`${origin.file}:${origin.line}  ${origin.text}`, style, 4);
  return [`  ${value}${toSafeText(says)}`, ...place.map((line) => style.paint('faint', line))];
}
