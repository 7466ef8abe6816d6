import { moments, targets } from './blows.ts';
import type { KillsOptions } from './options.ts';
import type { Outcome } from './run.ts';

/** How many offenders are named. */
const named = 10;

/** What a run came to, for people. */
export function report(outcome: Outcome, { seed, documents, kills }: KillsOptions): string[] {
  const { offences, strikes, names, uploads, ended, repeats, hidden, seconds, logs } = outcome;
  const lost = offences.filter(({ kind }) => kind === 'lost').length;
  const of = (what: RegExp) => offences.filter(({ kind }) => what.test(kind)).length;
  const rows: [string, string][] = [
    ['documents', `${names} names, ${uploads} versions`],
    ['ended', String(ended)],
    ['lost', String(lost)],
    ['second predictions', String(of(/second prediction/))],
    ['second event ids', String(of(/second event id/))],
    ['results and events that disagree', String(of(/event (changed|disagrees|without)|result without/))],
    ['all offences', String(offences.length)],
    ['events that came again, same id', String(repeats)],
    ['messages asleep in dead hosts', String(hidden)],
    ['kills', `${strikes.kills.length}, pauses ${strikes.pauses}, faults ${strikes.faults}`],
    ['seconds', `${seconds.all}, of them ${seconds.drain} after the last blow`],
  ];
  return [
    '',
    ...rows.map(([name, value]) => `${name.padEnd(34)}${value}`),
    '',
    ...killTable(outcome),
    '',
    ...offences.slice(0, named).map(({ kind, what }) => `✗ ${kind}: ${what.slice(0, 400)}`),
    ...(offences.length > named ? [`… and ${offences.length - named} more`] : []),
    ...(offences.length > 0
      ? [
          `Again: npm run kills -- --seed ${seed} --documents ${documents} --kills ${kills}${logs === undefined ? '' : `   Logs: ${logs}`}`,
        ]
      : ['✓ nothing lost, nothing twice']),
  ];
}

function killTable({ strikes: { kills } }: Outcome): string[] {
  const columns = [...moments, 'rest'] as const;
  const cell = (text: string | number) => String(text).padStart(11);
  return [
    `${'kill -9 of, at'.padEnd(14)}${columns.map(cell).join('')}${cell('all')}`,
    ...targets.map((target) => {
      const its = kills.filter((kill) => kill.target === target);
      const counts = columns.map((moment) => cell(its.filter((kill) => kill.moment === moment).length));
      return `${target.padEnd(14)}${counts.join('')}${cell(its.length)}`;
    }),
  ];
}
