import { AppError } from '../domain/errors.ts';
import type { RolloutAudit } from '../domain/rollout-audit.ts';
import type { Rollout } from '../domain/rollout.ts';
import type { RolloutStore } from '../ports.ts';

/** The same promises without a database; its copy is never old. */
export function memoryRollouts(initial: readonly Rollout[] = []): RolloutStore {
  const stored = new Map(initial.map((rollout) => [rollout.model, { item: rollout, etag: '1' }]));
  const audits: RolloutAudit[] = [];
  return {
    list: async () => Promise.resolve([...stored.values()].map(({ item }) => item)),
    read: async (model) => Promise.resolve(stored.get(model)),
    async commit({ rollout, etag, audit }) {
      const present = stored.get(rollout.model);
      if (present?.etag !== etag) return Promise.resolve('conflict');
      stored.set(rollout.model, { item: rollout, etag: String(Number(etag ?? 0) + 1) });
      audits.unshift(audit);
      return Promise.resolve('committed');
    },
    async history(model, { limit, next }) {
      const mine = audits.filter((audit) => audit.model === model);
      const from = Number(next ?? 0);
      if (!Number.isInteger(from)) return Promise.reject(new AppError('invalid', 'This is not a page of the list'));
      const more = from + limit < mine.length;
      return Promise.resolve({ items: mine.slice(from, from + limit), ...(more && { next: String(from + limit) }) });
    },
  };
}
