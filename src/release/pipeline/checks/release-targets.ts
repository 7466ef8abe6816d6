import type { Problem } from '../../../infra/problem.ts';
import type { Job } from '../expanded.ts';
import { problemAt } from '../problem-at.ts';
import type { Checked } from './facts.ts';
import { releaseCalls, type ReleaseCall } from './release-calls.ts';

/** A step works on what its job's environment and its connection say, and all jobs for one deployment stand in the same pool. */
export function checkReleaseTargets({ pipeline }: Checked): readonly Problem[] {
  const calls = releaseCalls(pipeline);
  return [...calls.flatMap(wrongTarget), ...oddPools(calls)];
}

/** `--environment prod` belongs into an environment and a connection that have `prod` in their names. */
function wrongTarget({ name, option, at, placed: { job, step } }: ReleaseCall): readonly Problem[] {
  const target = option('--environment');
  if (target === undefined || target === '') return [];
  const others = [job.environment, step.inputs['azureSubscription']].filter(
    (one) => one !== undefined && !one.split(/[-_. ]/).includes(target),
  );
  return others.map((other) =>
    problemAt(at, 'wrong-target', `Step '${name}' works on '${target}', and here is '${other ?? ''}'`),
  );
}

/** Private data services are reached from one network: a job elsewhere would wait for a time-out. */
function oddPools(calls: readonly ReleaseCall[]): readonly Problem[] {
  const groups = Map.groupBy(calls, ({ option }) => option('--environment') ?? '');
  return [...groups].flatMap(([target, own]) => {
    const jobs = [...new Set(own.map(({ placed }) => placed.job))];
    const usual = mostOf(jobs.map(poolOf));
    return jobs
      .filter((job) => target !== '' && poolOf(job) !== usual)
      .map((job) =>
        problemAt(
          job.poolAt,
          'odd-pool',
          `Other jobs for '${target}' stand in '${usual}', this one in '${poolOf(job)}'`,
        ),
      );
  });
}

const poolOf = ({ pool }: Job) => (pool === 'server' ? pool : (pool.name ?? pool.vmImage ?? ''));

function mostOf(names: readonly string[]): string {
  const counted = names.map((name) => ({ name, count: names.filter((other) => other === name).length }));
  return counted.toSorted((a, b) => b.count - a.count)[0]?.name ?? '';
}
