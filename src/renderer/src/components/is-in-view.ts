/** Whether a line of a virtual list stands whole in what is seen, with lines around it. */
export function isInView(
  index: number,
  seen: { readonly startIndex: number; readonly endIndex: number } | null,
): boolean {
  return seen !== null && index > seen.startIndex + 1 && index < seen.endIndex - 2;
}
