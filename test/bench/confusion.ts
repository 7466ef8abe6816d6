/** How documents were typed: truth → answer → how many. */
export class Confusion {
  readonly #counts = new Map<string, Map<string, number>>();

  add(truth: string, answer: string): void {
    const row = this.#counts.get(truth) ?? new Map<string, number>();
    this.#counts.set(truth, row.set(answer, (row.get(answer) ?? 0) + 1));
  }

  get total(): number {
    return this.#sum(() => true);
  }

  /** Share of documents that got their type, 0–1. */
  get accuracy(): number {
    return this.#sum((truth, answer) => truth === answer) / this.total;
  }

  /** A table for people: a row per truth, a column per answer. */
  toString(): string {
    const answers = [...new Set([...this.#counts.values()].flatMap((row) => [...row.keys()]))].sort();
    const line = (name: string, cells: readonly string[]) =>
      name.padEnd(14) + cells.map((cell) => cell.padStart(15)).join('');
    const rows = [...this.#counts].map(([truth, row]) =>
      line(
        truth,
        answers.map((answer) => String(row.get(answer) ?? '·')),
      ),
    );
    return [line('truth \\ answer', answers), ...rows].join('\n');
  }

  #sum(counts: (truth: string, answer: string) => boolean): number {
    const cells = [...this.#counts].flatMap(([truth, row]) =>
      [...row].map(([answer, count]) => ({ truth, answer, count })),
    );
    return cells.reduce((sum, { truth, answer, count }) => sum + (counts(truth, answer) ? count : 0), 0);
  }
}
