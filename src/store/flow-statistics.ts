/** How many of the latest flows the percentiles are over. */
export const latestFlows = 1_000;

/** Percentiles by nearest rank: the smallest of the values that at least this part of them does not exceed. */
export function percentile(values: readonly number[], part: number): number | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? null;
}
