import { seededRandom } from '../../src/training/random.ts';

/** A table with a rule: the shop in the south sells out when it is warm; `noise` of the rows (0–1) went the other way. */
export function shopRows({ count = 400, noise = 0.05, seed = 1 } = {}): string {
  const random = seededRandom(seed);
  const rows = Array.from({ length: count }, () => {
    const shop = random.pick(['north', 'south']);
    const warmth = random.integer(-100, 350) / 10;
    const isSoldOut = (shop === 'south' && warmth > 15) !== random.next() < noise;
    return `${shop},${warmth},${isSoldOut ? 'sold out' : 'left over'}`;
  });
  return ['shop,warmth,label', ...rows].join('\n');
}

/** The same columns, and labels that nothing tells. */
export function luckRows(count = 400): string {
  const random = seededRandom(2);
  const rows = Array.from({ length: count }, () =>
    [random.pick(['north', 'south']), random.integer(-100, 350) / 10, random.pick(['sold out', 'left over'])].join(','),
  );
  return ['shop,warmth,label', ...rows].join('\n');
}
