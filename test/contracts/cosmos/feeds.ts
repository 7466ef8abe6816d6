import type { ChangeFeedIteratorOptions, Container } from '@azure/cosmos';

/** The SDK types a start as a class that it never constructs. */
export function starting(from: unknown, more: ChangeFeedIteratorOptions = {}): ChangeFeedIteratorOptions {
  return { ...more, changeFeedStartFrom: from } as ChangeFeedIteratorOptions;
}

export const feedOf = (container: Container, options: ChangeFeedIteratorOptions) =>
  container.items.getChangeFeedIterator<{ id: string; n?: number }>(options);

/** More than any check needs: a feed that never ends is a failure, not a wait. */
const maxPages = 200;

/** Ids up to the first 304. */
export async function drain(container: Container, options: ChangeFeedIteratorOptions): Promise<string[]> {
  const iterator = feedOf(container, options);
  const ids: string[] = [];
  for (let read = 0; read < maxPages; read++) {
    const page = await iterator.readNext();
    if (page.statusCode === 304) return ids;
    ids.push(...page.result.map((item) => item.id));
  }
  throw new Error(`The change feed did not end after ${maxPages} pages`);
}
