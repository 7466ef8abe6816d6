import type { Entry, Outcome } from './ledger.ts';

const signs: Record<Outcome, string> = { made: '+', mended: '~', same: '=', unlisted: '?' };

/** One thing: a line, and one for each difference. */
export function entryLines({ outcome, what, differences }: Entry): string {
  const note = outcome === 'unlisted' ? '  (not in pipelines/azure-devops.json: left alone)' : '';
  return [`${signs[outcome]} ${what}${note}`, ...differences.map((difference) => `    ${difference}`), ''].join('\n');
}

/** What it came to. */
export function summaryLine(entries: readonly Entry[], isPlan: boolean): string {
  const count = (outcome: Outcome) => entries.filter((entry) => entry.outcome === outcome).length;
  const [made, mended] = isPlan ? ['to be made', 'to be put back'] : ['made', 'put back'];
  return `\n${count('made')} ${made}, ${count('mended')} ${mended}, ${count('same')} as they should be, ${count('unlisted')} not in the file\n`;
}
