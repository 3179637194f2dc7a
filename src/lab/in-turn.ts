/** Runs what it is given one after the other, each once the one before has ended, however that ended. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** A queue of its own; work that it runs must not wait for more work of the same queue. */
export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
}
