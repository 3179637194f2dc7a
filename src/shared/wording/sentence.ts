/** The text with a capital letter first. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The text as a sentence: a capital letter first, an end at the end. */
export function asSentence(text: string): string {
  const capital = capitalised(text.trim());
  return /[.!?…]$/.test(capital) ? capital : `${capital}.`;
}
