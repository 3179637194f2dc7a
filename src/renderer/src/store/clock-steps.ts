/** The steps by which the clock is usually set ahead, and what each of them shows. */
export const clockSteps: readonly {
  readonly text: string;
  readonly ms: number;
  readonly detail?: string;
}[] = [
  { text: '5 minutes', ms: 300_000 },
  { text: '31 minutes', ms: 1_860_000, detail: 'past the shortest life of an answer' },
  { text: '61 minutes', ms: 3_660_000, detail: 'past the longest life of an answer' },
  { text: '1 day', ms: 86_400_000 },
];
