import type { Container, SqlParameter } from '@azure/cosmos';
import { Head } from '../domain/head.ts';
import type { DocumentStore, Page } from '../ports.ts';
import { cosmosCall } from './cosmos-errors.ts';
import { continuation, fetchPage, pageName } from './cosmos-page.ts';

type ListHeads = Parameters<DocumentStore['listHeads']>;

/** Heads of all documents, latest change first, a page at a time. The continuation token travels as base64url. */
export async function listHeadsQuery(
  container: Container,
  filter: ListHeads[0],
  page: ListHeads[1],
): Promise<Page<Head>> {
  const parameters: SqlParameter[] = [];
  const conditions = ["c.type = 'head'", 'c.schema = 1'];
  const where = (condition: string, name: string, value: string) => {
    conditions.push(condition);
    parameters.push({ name, value });
  };
  if (filter.state !== undefined) where('c.state = @state', '@state', filter.state);
  if (filter.name !== undefined) where('STARTSWITH(c.name, @name)', '@name', filter.name);

  const iterator = container.items.query<object>(
    { query: `SELECT * FROM c WHERE ${conditions.join(' AND ')} ORDER BY c.updatedAt DESC`, parameters },
    { maxItemCount: page.limit, ...continuation(page.next) },
  );
  const { resources, continuationToken } = await cosmosCall(() => fetchPage(iterator, page.next !== undefined));
  return {
    items: resources.map((item) => Head.parse(item)),
    next: pageName(continuationToken),
  };
}
