import type { Head } from '../domain/head.ts';
import type { Services } from '../ports.ts';

/** One page of the list of dead documents. */
const pageSize = 200;

/**
 * Dead documents, latest first, of at most `most`.
 * @returns `isAll` is false when there are more.
 */
export async function readDead(services: Services, most: number): Promise<{ heads: Head[]; isAll: boolean }> {
  const heads: Head[] = [];
  let next: string | undefined;
  do {
    const page = await services.documents.listHeads({ state: 'dead' }, { limit: pageSize, next });
    heads.push(...page.items);
    next = page.next;
  } while (next !== undefined && heads.length < most);
  return { heads: heads.slice(0, most), isAll: next === undefined && heads.length <= most };
}
