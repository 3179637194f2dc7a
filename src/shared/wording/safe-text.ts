/**
 * What a person cannot see, or what acts on the screen instead of standing on it: controls with the escape
 * and NUL, marks that reverse the reading order, zero widths, separators, lone surrogates, private use.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Text from outside as it may be shown: each character that cannot be seen stands as `\u202E` or `\u{E0041}`. */
export function toSafeText(text: string): string {
  // Most text is plain: a look at it is many times cheaper than the replacement.
  if (isPrintableAscii(text)) return text;
  return text.replace(unseen, (one) => {
    const digits = (one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits}`;
  });
}

/** Whether a text is of characters that everybody sees as they are. */
export function isPrintableAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 || unit > 0x7e) return false;
  }
  return true;
}

/** JSON in which nothing steers a terminal either: the same value, with what cannot be seen escaped. */
export function toSafeJson(json: string): string {
  return json.replace(unseen, (one) => {
    if (one === '\n') return one;
    return [...Array(one.length).keys()]
      .map((at) => `\\u${one.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join('');
  });
}
