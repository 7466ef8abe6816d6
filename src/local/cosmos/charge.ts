/**
 * Request units, roughly as the service counts: 1 for reading 1 KB, about 5 for writing it, more with size and with the
 * items that a query had to look at. Never exact: the service's own figures depend on its indexes.
 *
 * Source: learn.microsoft.com/azure/cosmos-db/request-units
 */
export const charge = {
  metadata: 1,
  read: (bytes: number) => round(1 + Math.max(0, bytes / 1024 - 1) * 0.1),
  write: (bytes: number) => round(5 + (bytes / 1024) * 0.5),
  /** Found out only by looking: a missing item, a failed precondition. */
  failure: 1,
  query: (examined: number, bytes: number) => round(2.5 + examined * 0.01 + (bytes / 1024) * 0.1),
  /** A further page, which runs nothing. */
  page: (bytes: number) => round(1 + (bytes / 1024) * 0.1),
};

function round(units: number): number {
  return Math.round(units * 100) / 100;
}
