interface Turnstile {
  /** How many pieces of work are done at a time. */
  atOnce: number;
  /** How many more may wait for it. */
  mostWaiting: number;
  /** What whoever comes after those is told. */
  full: () => Error;
}

/** Lets through a few pieces of work at a time, in the order in which they came. */
export function turnstile({ atOnce, mostWaiting, full }: Turnstile): <T>(work: () => Promise<T>) => Promise<T> {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (inside >= atOnce) {
      if (waiting.length >= mostWaiting) throw full();
      await new Promise<void>((resolve) => waiting.push(resolve)); // whoever leaves hands their place on
    } else inside += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else inside -= 1;
    }
  };
}
