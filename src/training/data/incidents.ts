import type { Random } from '../random.ts';
import { seededRandom } from '../random.ts';
import type { DataColumn, Dataset, Example } from './dataset.ts';

/** Where an incident is reported, and how easily its region resolves one. */
const regions = { north: -0.5, south: 0.4, east: 0.8, west: 0, central: 0.3 } as const;
/** What it is about, and how easily that is resolved. */
const kinds = { billing: 1.9, outage: 0.4, noise: -0.9, damage: -1.3, delivery: 1, access: 0.6 } as const;

type Region = keyof typeof regions;
type Kind = keyof typeof kinds;

const columns: readonly DataColumn[] = [
  { name: 'region', type: 'string', description: 'Where it was reported', values: Object.keys(regions) },
  { name: 'kind', type: 'string', description: 'What it is about', values: Object.keys(kinds) },
  { name: 'month', type: 'int64', description: 'When it was reported, 1 for January', minimum: 1, maximum: 12 },
];

const seed = 20_250_311;
const count = 6000;
/** Share of incidents that went the other way than the rule says. */
const noise = 0.06;

/**
 * Incidents of an invented town, the same every time. Whether one is resolved follows from region, kind and month, but for some noise.
 */
export function incidentData(): Dataset {
  const random = seededRandom(seed);
  const examples = Array.from({ length: count }, () => draw(random));
  return { kind: 'tabular', labels: ['resolved', 'unresolved'], columns, examples, notes: [] };
}

function draw(random: Random): Example {
  const region = random.pick(Object.keys(regions) as Region[]);
  const kind = random.pick(Object.keys(kinds) as Kind[]);
  const month = random.integer(1, 12);
  const isResolved = resolves(region, kind, month) !== random.next() < noise;
  return { values: { region, kind, month }, label: isResolved ? 'resolved' : 'unresolved' };
}

/** The rule behind the data: winter keeps crews busy, storms of autumn damage the coast, and the north clears its outages at once. */
function resolves(region: Region, kind: Kind, month: number): boolean {
  const isWinter = month <= 2 || month === 12;
  const isAutumn = month >= 9 && month <= 11;
  const winter = isWinter && (kind === 'outage' || kind === 'delivery') ? -1.8 : 0;
  const autumn = isAutumn && region === 'west' ? -1.2 : 0;
  const crew = region === 'north' && kind === 'outage' ? 2.6 : 0;
  return regions[region] + kinds[kind] + winter + autumn + crew > 0;
}
