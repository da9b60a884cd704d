/**
 * Counts the fewest insertions, deletions, replacements and swaps of neighbours that turn one text into the
 * other (the restricted Damerau-Levenshtein distance, in UTF-16 units). Where they are more than `most`, it may be any
 * number above that: most names are told apart after a few letters.
 */
export function editDistance(left: string, right: string, most = Infinity): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= right.length; column++) {
      const isSame = left[row - 1] === right[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwap =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (isSwap) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
      if (cost < least) least = cost;
    }
    // No later row has less than the least of this one.
    if (least > most) return least;
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? 0;
}
