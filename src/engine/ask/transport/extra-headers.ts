import type { HttpHeader } from '#shared/model/transport.ts';

/** What a person may not set: these say how the message is framed and where it ends. */
const framing = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Headers whose values are no secret; the value of any other that a person gives is not recorded. */
const harmless = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'content-type',
  'host',
  'pragma',
  'user-agent',
]);

/** Why a header may not be added to requests, in words; null where it may (RFC 9110 §5.5, §5.6.2). */
export function headerFlaw({ name, value }: HttpHeader): string | null {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return 'its name is not a header name';
  if (framing.has(name.toLowerCase()))
    return `${name} says how the message is sent and is not yours to set`;
  // A line break would begin a header of its own.
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
    return 'its value has a control character or one that HTTP cannot carry';
  return null;
}

/** Headers with those of a person in place of ours of the same name, or after them. */
export function withExtraHeaders(
  own: readonly HttpHeader[],
  extra: readonly HttpHeader[],
): readonly HttpHeader[] {
  if (extra.length === 0) return own;
  const isReplaced = ({ name }: HttpHeader) =>
    extra.some((one) => one.name.toLowerCase() === name.toLowerCase());
  return [...own.filter((header) => !isReplaced(header)), ...extra];
}

/** A header as a flow keeps it: flows are shown, saved and sent to others, and a token must not go with them. */
export function recordedHeader({ name, value }: HttpHeader): HttpHeader {
  return { name, value: harmless.has(name.toLowerCase()) ? value : '(not recorded)' };
}
