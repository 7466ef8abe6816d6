import { BulkOperationType } from '@azure/cosmos';

/** An operation of a batch or a bulk that creates an item. */
export const create = (id: string, x: string) => ({
  operationType: BulkOperationType.Create,
  resourceBody: { id, x },
});

/** What became of each operation. */
export const statuses = (result: readonly { statusCode: number }[] | undefined) => result?.map((one) => one.statusCode);
