import type { StageLine } from '../pipeline/stage.ts';
import type { Evaluated } from '../pipeline/evaluate.ts';
import type { Check } from '../tests/check.ts';
import { isPassed } from '../tests/check.ts';

/** One line per stage. */
export const stageLine = ({ stage, isCached, ms }: StageLine): string =>
  `  ${stage.padEnd(9)} ${isCached ? 'cached' : 'done  '} ${ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`}`;

/** The headline figures with their 95 % intervals. */
export const metricLines = ({ metrics, evaluation }: Pick<Evaluated, 'metrics' | 'evaluation'>): string[] =>
  Object.entries(metrics).map(([name, value]) => {
    const interval = evaluation.intervals[name];
    return `  ${name.padEnd(17)} ${value.toFixed(4)}${interval ? `  (${interval.map((end) => end.toFixed(4)).join(' to ')})` : ''}`;
  });

/** One line per check. */
export const checkLine = (check: Check): string =>
  `  ${isPassed(check) ? '✓' : '✗'} ${check.group.padEnd(9)} ${check.name}: ${check.found}`;
