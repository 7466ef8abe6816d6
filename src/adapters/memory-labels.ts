import { AppError } from '../domain/errors.ts';
import type { LabelledRow } from '../domain/labelled-row.ts';
import type { LabelStore } from '../ports.ts';

/** The same promises without a server. @param now For `since`, which goes by when a row was written. */
export function memoryLabels(now: () => Date): LabelStore {
  const stored = new Map<string, { row: LabelledRow; at: number }>();
  const of = (model: string) => [...stored.values()].filter(({ row }) => row.model === model);
  return {
    put(row) {
      const key = `${row.model}/${row.id}`;
      if ((stored.get(key)?.row.revision ?? 0) < row.revision) stored.set(key, { row, at: now().getTime() });
      return Promise.resolve();
    },
    list(model, { limit, next }) {
      const from = Number(next ?? 0);
      if (!Number.isInteger(from)) return Promise.reject(new AppError('invalid', 'This is not a page of the list'));
      const rows = of(model)
        .map(({ row }) => row)
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      const more = rows.length > from + limit;
      return Promise.resolve({ items: rows.slice(from, from + limit), ...(more && { next: String(from + limit) }) });
    },
    since: (model, time) =>
      Promise.resolve(
        of(model)
          .filter(({ at }) => at >= Math.floor(time.getTime() / 1000) * 1000)
          .map(({ row }) => row),
      ),
    erase(model, id) {
      stored.delete(`${model}/${id}`);
      return Promise.resolve();
    },
  };
}
