import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { target } from '../target.ts';
import { of, openWitness, type Report } from './witness.ts';

const app = join(import.meta.dirname, 'app-triggers');
const dayMs = 86_400_000;

const witness = await openWitness();
const { control } = await target([
  '--only=functions',
  `--app=${app}`,
  '--control',
  `--setting=WITNESS=${witness.url}`,
  '--setting=FAILING_QUEUE=failing',
  '--setting=YEARLY=0 0 0 1 1 *',
]);

interface Timer {
  schedule: { adjustForDST: boolean };
  scheduleStatus: { last: string; next: string; lastUpdated: string } | null;
  isPastDue: boolean;
}

const timer = (report: Report | undefined) => report?.['timer'] as Timer;

async function advance(ms: number): Promise<Date> {
  const response = await fetch(`${control}/clock`, { method: 'POST', body: JSON.stringify({ advanceMs: ms }) });
  return new Date(((await response.json()) as { nowMs: number }).nowMs);
}

describe(page('azure-functions/functions-bindings-timer'), () => {
  it('runs at the start with runOnStartup, which is not past due', async () => {
    const [report] = await witness.seen(of('yearly'));

    expect(timer(report).isPastDue).toBe(false);
  });

  it('gives schedule, status and isPastDue in camel case, and no metadata', async () => {
    const [report] = await witness.seen(of('yearly'));

    const date = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$/) as string;
    expect(timer(report)).toEqual({
      schedule: { adjustForDST: true },
      scheduleStatus: { last: '0001-01-01T00:00:00+00:00', next: date, lastUpdated: date },
      isPastDue: false,
    });
    expect(report).not.toHaveProperty('metadata');
  });

  it('keeps no status for a schedule of less than a minute', async () => {
    const [report] = await witness.seen(of('everySecond'));

    expect(timer(report).scheduleStatus).toBeNull();
  });

  it('never runs twice at once, and does not make up for what fell due during a call', async () => {
    const gate = Promise.withResolvers<undefined>();
    let running = 0;
    let most = 0;
    witness.answer('everySecond', async () => {
      most = Math.max(most, ++running);
      await gate.promise;
      running--;
      return 200 as const;
    });
    const before = witness.reports.filter(of('everySecond')).length;
    await witness.seen(of('everySecond'), before + 1);

    await advance(32 * dayMs);
    await witness.seen(of('monthly')); // by now a second call of the other would have come too
    gate.resolve(undefined);
    await witness.seen(of('everySecond'), before + 2);

    expect(most).toBe(1);
  });

  it('fires when the clock gets there, and plans from there', async () => {
    const [first] = await witness.seen(of('monthly'));

    const now = await advance(32 * dayMs);
    const [, second] = await witness.seen(of('monthly'), 2);

    expect(timer(first).scheduleStatus?.last).toBe('0001-01-01T00:00:00+00:00');
    expect(timer(second).scheduleStatus?.last).toBe(timer(first).scheduleStatus?.next);
    expect(new Date(timer(second).scheduleStatus?.next ?? 0) <= now).toBe(true);
  });
});

describe(source('Azure/azure-webjobs-sdk-extensions/src/WebJobs.Extensions/Extensions/Timers'), () => {
  it('fires a yearly schedule once a year, though no timer of a computer reaches that far', async () => {
    // Timers that the moves before have fired are set anew by then.
    await witness.seen(of('everySecond'), witness.reports.filter(of('everySecond')).length + 1);
    const before = witness.reports.filter(of('yearly')).length;

    await advance(366 * dayMs);

    await witness.seen(of('yearly'), before + 1);
    await witness.seen(of('everySecond'), witness.reports.filter(of('everySecond')).length + 1);
    expect(witness.reports.filter(of('yearly'))).toHaveLength(before + 1);
  });
});
