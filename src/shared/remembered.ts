/** Keys that are remembered at most, and how long they may be; any other is worked out each time. */
const most = { keys: 4_096, characters: 128 };

/** A function of a text that is asked about the same few texts again and again, as names and identifiers are. */
export function remembering<T>(work: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier;
    const value = work(key);
    if (known.size < most.keys && key.length <= most.characters) known.set(key, value);
    return value;
  };
}
