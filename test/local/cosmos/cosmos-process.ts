import { startCosmos } from '../../../src/local/cosmos/cosmos.ts';

/** The local Cosmos DB in a process of its own, which can be killed. Argument: its folder. Prints its connection string. */
const containers = ['items', 'pages'].map((id) => ({ database: 'db', id, partitionKey: '/x' }));
const { connectionString } = await startCosmos({ dir: process.argv[2] ?? '', port: 0, containers });
console.log(connectionString);
