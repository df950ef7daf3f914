/**
 * Returns which items can stay where they are while the others move around them: the most of
 * those whose places rise already.
 *
 * @param places Where each item is now, in the order that is wanted; -1 for one that is new.
 * @param always The item that stays in any case, if it has a place.
 */
export function inOrder(places: number[], always = -1): Set<number> {
  const weight = (index: number) => (index === always ? places.length : 1);
  const best: number[] = [];
  const before: number[] = [];
  let last = -1;
  for (const [index, place] of places.entries()) {
    best[index] = 0;
    if (place < 0) continue;
    let previous = -1;
    for (let other = 0; other < index; other += 1) {
      const rises = (places[other] as number) >= 0 && (places[other] as number) < place;
      if (rises && (best[other] as number) > (best[previous] ?? 0)) previous = other;
    }
    before[index] = previous;
    best[index] = weight(index) + (best[previous] ?? 0);
    if ((best[index] as number) > (best[last] ?? 0)) last = index;
  }
  const kept = new Set<number>();
  for (let index = last; index >= 0; index = before[index] as number) kept.add(index);
  return kept;
}
