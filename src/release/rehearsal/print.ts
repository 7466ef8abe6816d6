import { coloured, type Paint, plain } from '../../cli/screen/paint.ts';
import type { ExpandedPipeline } from '../pipeline/expanded.ts';
import type { Waiting } from './rehearsal.ts';
import type { TimelineRecord } from './timeline.ts';

const signs = { Succeeded: '✓', SucceededWithIssues: '!', Failed: '✗', Canceled: '■', Skipped: '–' } as const;
const styles = {
  Succeeded: 'green',
  SucceededWithIssues: 'yellow',
  Failed: 'red',
  Canceled: 'yellow',
  Skipped: 'dim',
} as const;

export const paintFor = (stream: NodeJS.WriteStream): Paint => (stream.isTTY ? coloured : plain);

/** What runs when, before anything does. */
export function planLines({ stages }: ExpandedPipeline): string[] {
  return stages.map(({ name, displayName, dependsOn, condition, jobs }) => {
    const environments = [...new Set(jobs.flatMap(({ environment }) => environment ?? []))];
    const after = dependsOn.length > 0 ? `after ${dependsOn.join(', ')}` : 'first';
    const details = [
      after,
      ...environments.map((one) => `in ${one}`),
      ...(condition === undefined ? [] : ['on a condition']),
    ];
    return `  ${name.padEnd(16)} ${displayName.padEnd(26)} ${details.join(' · ')}`;
  });
}

/** A line when something ended or waits; none for what only began, but for stages. */
export function recordLine(record: TimelineRecord, paint: Paint): string | undefined {
  const { kind, state, result, title, note, startedAt, endedAt } = record;
  const indent = kind === 'stage' ? '' : kind === 'step' ? '    ' : '  ';
  if (state === 'running') return kind === 'stage' ? paint('bold', `▶ ${title}`) : undefined;
  if (state === 'waiting')
    return kind === 'check' && record.name === 'approval' ? `${indent}… ${title}: ${note ?? ''}` : undefined;
  if (result === undefined || (kind === 'job' && result === 'Succeeded')) return undefined;
  const took = startedAt !== undefined && endedAt !== undefined ? Date.parse(endedAt) - Date.parse(startedAt) : 0;
  const seconds = kind !== 'check' && took >= 100 ? paint('dim', `  ${(took / 1000).toFixed(1)} s`) : '';
  const why = note === undefined ? '' : paint('dim', `  (${note})`);
  const line = `${indent}${paint(styles[result], signs[result])} ${title}${seconds}${why}`;
  // Why a step failed stands in its last lines.
  const tail =
    kind === 'step' && result === 'Failed'
      ? (record.log ?? []).slice(-8).map((one) => paint('red', `${indent}  │ ${one}`))
      : [];
  return [line, ...tail].join('\n');
}

/** That a person is asked, and how to answer. */
export function askedLines(
  { environment, approvers, instructions, expiresAt }: Waiting,
  run: number,
  paint: Paint,
): string[] {
  return [
    '',
    paint('bold', `Run ${run} waits for the approval of ${environment}.`),
    `  Asked: ${approvers.join(', ')}; no answer until ${expiresAt.toISOString()} counts as a rejection.`,
    `  ${instructions}`,
    '  In another terminal, as somebody else than who started the run:',
    `    npm run rehearse -- approve ${run} --as approver --comment "…"`,
    `    npm run rehearse -- reject ${run} --as approver --comment "…"`,
    `    npm run rehearse -- cancel ${run}`,
    '',
  ];
}
