import type { Container, ContainerRequest, Database } from '@azure/cosmos';
import { aContainer, seed } from './an-account.ts';

export const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);

/** A container with items `k0`…`k59` in the partitions `p0`, `p1` and `p2`, to be queried. */
export async function numberedItems(
  database: Database,
  definition: Omit<ContainerRequest, 'id'> = {},
): Promise<Container> {
  const container = await aContainer(database, definition);
  const item = (n: number) => ({
    id: `k${n}`,
    x: `p${n % 3}`,
    n,
    group: n % 2,
    tags: [`t${n % 4}`],
    s: n % 2 === 1 ? 'odd' : 'even',
  });
  await seed(container, numbers(0, 60).map(item));
  return container;
}
