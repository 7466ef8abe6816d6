import { BulkOperationType, type Container, type OperationInput } from '@azure/cosmos';
import { AppError } from '../domain/errors.ts';
import { RolloutAudit } from '../domain/rollout-audit.ts';
import { Rollout } from '../domain/rollout.ts';
import { refuseNewer } from '../domain/schema.ts';
import type { RolloutStore } from '../ports.ts';
import { cosmosCall } from './cosmos-errors.ts';
import { continuation, fetchPage, pageName } from './cosmos-page.ts';

/** How old an instance's copy may get, in ms. */
const freshMs = 2000;

/** Container `models`, key `/model`. Callers that come at once share one query. */
export function cosmosRollouts(container: Container, now: () => Date): RolloutStore {
  let copy: { rollouts: Promise<Rollout[]>; readAt: number } | undefined;
  const fetchAll = async () => {
    const query = "SELECT * FROM c WHERE c.type = 'rollout' AND c.schema = 1";
    const { resources } = await cosmosCall(() => container.items.query(query).fetchAll());
    return resources.map((item) => Rollout.parse(item));
  };
  return {
    list() {
      const time = now().getTime();
      if (!copy || time - copy.readAt >= freshMs) {
        const mine = { rollouts: fetchAll(), readAt: time };
        mine.rollouts.catch(() => {
          if (copy === mine) copy = undefined;
        });
        copy = mine;
      }
      return copy.rollouts;
    },

    async read(model) {
      const { resource, etag, statusCode } = await cosmosCall(() => container.item('rollout', model).read<object>());
      return statusCode === 404 || !resource ? undefined : { item: Rollout.parse(refuseNewer(resource)), etag };
    },

    async commit({ rollout, etag, audit }) {
      const resourceBody = { ...rollout };
      const write =
        etag === undefined
          ? { operationType: BulkOperationType.Create, resourceBody }
          : { operationType: BulkOperationType.Replace, id: rollout.id, ifMatch: etag, resourceBody };
      const record = { operationType: BulkOperationType.Create, resourceBody: { ...audit } };
      const { result, code } = await cosmosCall(() =>
        container.items.batch([write, record] as OperationInput[], rollout.model),
      );
      copy = undefined;
      const codes = (result ?? []).map(({ statusCode }) => statusCode);
      if (codes.length > 0 && codes.every((one) => one < 300)) return 'committed';
      if (codes.some((one) => one === 409 || one === 412 || one === 404)) return 'conflict';
      throw new AppError('unavailable', `Cosmos DB refused a batch (${String(code ?? codes)})`);
    },

    async history(model, { limit, next }) {
      const query = "SELECT * FROM c WHERE c.type = 'audit' AND c.schema = 1 ORDER BY c.at DESC";
      const options = { partitionKey: model, maxItemCount: limit, ...continuation(next) };
      const iterator = container.items.query<object>(query, options);
      const page = await cosmosCall(() => fetchPage(iterator, next !== undefined));
      return { items: page.resources.map((item) => RolloutAudit.parse(item)), next: pageName(page.continuationToken) };
    },
  };
}
