/** How fast the local cloud is, each service beside a ceiling measured in the same run. */
import { parseArgs } from 'node:util';
import { printFigures, type Figure } from './figures.ts';
import { benchCosmos } from './local/cosmos.ts';
import { benchEventHubs } from './local/event-hubs.ts';
import { benchFunctionsHost } from './local/functions-host.ts';

const benches: Record<string, { title: string; run: () => Promise<readonly Figure[]> }> = {
  cosmos: { title: 'Cosmos DB', run: benchCosmos },
  'event-hubs': { title: 'Event Hubs', run: benchEventHubs },
  'functions-host': { title: 'Functions host', run: benchFunctionsHost },
};
const names = Object.keys(benches);

const { only = names } = parseArgs({ options: { only: { type: 'string', multiple: true } } }).values;
const unknown = only.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`No bench ${unknown.join(', ')}. There is: ${names.join(', ')}.`);
  process.exit(2);
}
// One after the other: two at once would measure each other.
for (const name of only) {
  const bench = benches[name];
  if (bench) printFigures(bench.title, [...(await bench.run())]);
}
