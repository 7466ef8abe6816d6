import { expect, it } from 'vitest';
import { aContainer } from './a-cosmos.ts';
import { walkPartition } from './model/walk.ts';

const stepsPerSeed = 5200;
/** Partitions are independent of each other; their requests meet in the server. */
const partitions = 8;

const given = process.env['PROPERTY_SEED'];
const seed = given === undefined ? 1 : Number(given);

it(
  `does what a simple model does in thousands of random steps: PROPERTY_SEED=${seed}`,
  { timeout: 300_000 },
  async () => {
    const { container } = await aContainer();

    const walks = Array.from({ length: partitions }, (_, at) =>
      walkPartition(container, `partition ${at}`, seed * partitions + at, stepsPerSeed / partitions),
    );

    await expect(Promise.all(walks)).resolves.toHaveLength(partitions);
  },
);
