import { domainToUnicode } from 'node:url';
import { toSafeText } from '#shared/wording/safe-text.ts';

/** A label of an internationalised domain name as it stands in certificates (RFC 5890 §2.3.2.1). */
const aLabel = /(?:^|[.@/])xn--/i;

/**
 * A name, an address or a URI with a domain in it, in both forms where they differ:
 * `xn--mnchen-3ya.example (münchen.example)`.
 */
export function inBothForms(text: string): string {
  const readable = aLabel.test(text) ? inUnicode(text) : null;
  return readable === null || readable === text ? text : `${text} (${toSafeText(readable)})`;
}

/** null where the domain is none. */
function inUnicode(text: string): string | null {
  const [, lead = '', domain = '', rest = ''] =
    /^([a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?|[^@/]*@)?([^/:?#]*)(.*)$/is.exec(text) ?? [];
  const labels = domain.split('.');
  const shown = labels.map((label) => (/^xn--/i.test(label) ? domainToUnicode(label) : label));
  return shown.includes('') && !labels.includes('') ? null : `${lead}${shown.join('.')}${rest}`;
}
