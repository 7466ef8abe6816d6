/** ` Did you mean "x"?` with the nearest of the names, or nothing where none is near. */
export function didYouMean(name: string, names: readonly string[]): string {
  const nearest = nearestName(name, names);
  return nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
}

function nearestName(name: string, names: readonly string[]): string | undefined {
  const most = Math.max(2, Math.floor(name.length / 4));
  let nearest: { readonly name: string; readonly steps: number } | undefined;
  for (const other of names) {
    const steps = editDistance(name.toLowerCase(), other.toLowerCase());
    if (steps <= most && steps < (nearest?.steps ?? Infinity)) nearest = { name: other, steps };
  }
  return nearest?.name;
}

/** How many characters must be put in, taken out or changed (Levenshtein). */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: one.length + 1 }, (_, index) => index);
  for (let line = 1; line <= other.length; line++) {
    const next = [line];
    for (let column = 1; column <= one.length; column++) {
      const change = (row[column - 1] ?? 0) + (one[column - 1] === other[line - 1] ? 0 : 1);
      next.push(Math.min((row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return row[one.length] ?? 0;
}
