import type { Container } from '@azure/cosmos';
import { ComparisonItem } from '../../domain/comparison.ts';
import { Counters } from '../../domain/counters.ts';
import { refuseNewer } from '../../domain/schema.ts';
import type { Logger, ScoreCounters } from '../../ports.ts';
import { cosmosCall } from '../cosmos-errors.ts';
import { countersOf, tallies, type Count } from './tallies.ts';

/** How long a count waits in memory at most, in ms: what a crash loses. */
const flushMs = 2000;

/** Counters are kept so long after their process wrote last, in seconds: 90 days. */
const counterTtl = 90 * 86_400;

interface Options {
  /** A name that no other process has, nor had. */
  readonly instance: string;
  readonly now: () => Date;
  readonly log: Pick<Logger, 'warn'>;
}

/** Container `models`, key `/model`. Nothing is written per request: one upsert per model and generation every two seconds. */
export function cosmosScores(container: Container, { instance, now, log }: Options): ScoreCounters {
  const mine = tallies();
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  const write = async (count: Count) => {
    if (!count.isNew) return;
    count.isNew = false;
    try {
      await cosmosCall(() => container.items.upsert({ ...countersOf(count, instance, now()), ttl: counterTtl }));
    } catch (error) {
      count.isNew = true;
      throw error;
    }
  };
  const writeAll = async () => {
    const results = await Promise.allSettled(mine.counts().map(write));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  };
  /** One after the other: an older picture never overwrites a newer one. */
  const flush = () => {
    const written = writing.then(writeAll);
    writing = written.catch(() => undefined);
    return written;
  };
  const flushSoon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      flush().catch((error: unknown) => {
        log.warn({ event: 'counters.not-written', error: String(error) });
        flushSoon();
      });
    }, flushMs).unref();
  };
  const read = async (id: string, model: string) => {
    const { resource, etag, statusCode } = await cosmosCall(() => container.item(id, model).read<object>());
    return statusCode === 404 || !resource ? undefined : { resource, etag };
  };

  return {
    note(served) {
      mine.note(served);
      flushSoon();
    },
    notePairs(pairs) {
      mine.notePairs(pairs);
      flushSoon();
    },
    flush,

    async list(model) {
      const query = "SELECT * FROM c WHERE c.type = 'counters' AND c.schema = 1";
      const { resources } = await cosmosCall(() => container.items.query(query, { partitionKey: model }).fetchAll());
      return resources.map((item) => Counters.parse(item));
    },

    async readComparison(model) {
      const found = await read('comparison', model);
      return found && { item: ComparisonItem.parse(refuseNewer(found.resource)), etag: found.etag };
    },

    async commitComparison(item, etag) {
      try {
        await cosmosCall(() =>
          etag === undefined
            ? container.items.create(item)
            : container
                .item(item.id, item.model)
                .replace(item, { accessCondition: { type: 'IfMatch', condition: etag } }),
        );
        return 'committed';
      } catch (error) {
        const { code } = error as { code?: unknown };
        if (code === 409 || code === 412 || code === 404) return 'conflict';
        throw error;
      }
    },
  };
}
