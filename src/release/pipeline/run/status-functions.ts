import type { ExpressionFunction } from '../expression/functions.ts';
import { toNumber, toText, type Value } from '../expression/value.ts';
import type { Result, RunContext } from './run-context.ts';

const any = (run: ExpressionFunction['run']): ExpressionFunction => ({ min: 0, max: Infinity, run });

const good = (result: Result) => result === 'Succeeded' || result === 'SucceededWithIssues';

/**
 * The functions about how a run stands. Of stages and jobs they look at everything before in the graph, or at those that are named;
 * of steps at their job. Source: learn.microsoft.com/azure/devops/pipelines/process/expressions#job-status-check-functions
 */
export function statusFunctions(context: RunContext): Readonly<Record<string, ExpressionFunction>> {
  const { jobStatus, isCanceled = false } = context;
  const looked = (names: readonly Value[]): readonly Result[] => {
    if (jobStatus !== undefined) return [jobStatus];
    const all = before(context);
    if (names.length === 0) return [...all.values()];
    return names.map((name) => {
      const result = all.get(toText(name).toLowerCase());
      if (result === undefined) throw new TypeError(`'${toText(name)}' is not something that this depends on`);
      return result;
    });
  };
  const stopped = isCanceled || jobStatus === 'Canceled';
  return {
    always: { min: 0, max: 0, run: () => true },
    canceled: { min: 0, max: 0, run: () => stopped },
    succeeded: any((...names) => looked(names).every(good) && !stopped),
    failed: any((...names) => looked(names).includes('Failed')),
    succeededorfailed: any((...names) => {
      const ended = looked(names);
      return !stopped && (names.length === 0 || ended.some((result) => good(result) || result === 'Failed'));
    }),
    counter: {
      min: 0,
      max: 2,
      run: (prefix = '', seed = 0) => {
        if (context.counter === undefined) throw new TypeError('counter() is for the value of a variable');
        return context.counter(toText(prefix), toNumber(seed) ?? 0);
      },
    },
  };
}

function before({ before: all, dependencies = {} }: RunContext): Map<string, Result> {
  const pairs =
    all === undefined
      ? Object.entries(dependencies).map(([name, { result }]) => [name, result] as const)
      : Object.entries(all);
  return new Map(pairs.map(([name, result]) => [name.toLowerCase(), result]));
}
