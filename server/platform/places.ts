/**
 * Places for what takes memory while it arrives: so many at a time, and of one sender fewer, so that one leaves room for others.
 *
 * @returns takes a place for somebody: what gives it back, once and again does no harm; null where there is none
 */
export function places(most: number, mostOfOne: number): (whose: string) => (() => void) | null {
  const taken = new Map<string, number>();
  let all = 0;
  return (whose) => {
    const own = taken.get(whose) ?? 0;
    if (all >= most || own >= mostOfOne) return null;
    all += 1;
    taken.set(whose, own + 1);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      all -= 1;
      const left = (taken.get(whose) ?? 1) - 1;
      if (left > 0) taken.set(whose, left);
      else taken.delete(whose);
    };
  };
}
