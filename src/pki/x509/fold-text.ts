/** Characters that stay behind the one before them: marks, and two letters that become marks when folded. */
const tooManyMarks = /([\p{M}\uff9e\uff9f]{30})(?=[\p{M}\uff9e\uff9f])/gu;
const notAscii = /[^\x20-\x7e]/;

/**
 * Text as names are compared (RFC 5280 §7.1, RFC 4518 §2): compatibility forms, letter case and runs of white
 * space do not count.
 *
 * Normalisation sorts the marks that follow a character, in a time that grows with the square of their number.
 * So a long run is broken after each thirty, as the stream-safe text format does (Unicode Standard Annex #15
 * §13): no name that a person can read has as many, and any text takes time by its length alone.
 */
export function foldText(text: string): string {
  if (!notAscii.test(text)) return foldSpace(text.toLowerCase());
  const broken = text.replace(tooManyMarks, '$1\u034f');
  return foldSpace(broken.normalize('NFKC').toLowerCase());
}

function foldSpace(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
