const range = { min: '', max: 'FF', isMinInclusive: true, isMaxInclusive: false };

function plan(rewrittenQuery: string, max: string): string {
  return JSON.stringify({
    partitionedQueryExecutionInfoVersion: 2,
    queryInfo: {
      distinctType: 'None',
      top: null,
      offset: null,
      limit: null,
      orderBy: [],
      orderByExpressions: [],
      groupByExpressions: [],
      groupByAliases: [],
      aggregates: [],
      groupByAliasToAggregateType: {},
      rewrittenQuery,
      hasSelectValue: false,
      hasNonStreamingOrderBy: false,
      dCountInfo: null,
    },
    queryRanges: [{ ...range, max }],
  });
}

const planOfOneRange = plan('', 'FF');
const mark = '\n-- local Cosmos DB: for all ranges';

/**
 * The answer to a question for a query plan: one range, nothing to do for the client. The server runs the whole query, and the SDK's
 * own pipeline passes the pages through. With several ranges the client is sent to the first one, with a text that says that it stands
 * for all.
 *
 * @param firstEnd where the first of several ranges ends.
 */
export function queryPlan(sql: string, firstEnd: string | undefined): string {
  return firstEnd === undefined ? planOfOneRange : plan(`${sql}${mark}`, firstEnd);
}

/** True for a text from a plan for several ranges. */
export function isForAllRanges(sql: string): boolean {
  return sql.endsWith(mark);
}
