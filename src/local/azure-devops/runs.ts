import { notFound } from './devops-error.ts';
import type { DevopsRequest } from './request.ts';
import type { Route } from './route.ts';
import type { State } from './state.ts';

/** One run of a pipeline. */
export interface Run {
  readonly id: number;
  /** `20260131.1`, as `$(Build.BuildNumber)` says it. */
  readonly name: string;
  readonly pipeline: { readonly id: number; readonly name: string };
  /** The unique name of the person. */
  readonly requestedBy: string;
  /** For instance `refs/heads/main`. */
  readonly branch: string;
  readonly startedOn: string;
  status: 'inProgress' | 'completed';
  result?: 'succeeded' | 'failed' | 'canceled';
}

export interface Runs {
  readonly routes: readonly Route[];
  /** @throws DevopsError 404 for a pipeline that nobody made. */
  open(run: { pipeline: string; requestedBy: string; branch: string }): Run;
  end(run: Run, result: NonNullable<Run['result']>): void;
}

/** Source: learn.microsoft.com/rest/api/azure/devops/build/builds/get; of a build only what a step may ask. */
export function runsOf(state: State, first: number): Runs {
  const all = new Map<number, Run>();
  const { clock } = state;
  const build = ({ parameters: { id } }: DevopsRequest) => {
    const run = all.get(Number(id));
    if (!run) throw notFound(`Build ${String(id)}`);
    const { name, pipeline, requestedBy, branch, startedOn, status, result } = run;
    const requestedFor = state.people.find(requestedBy);
    return {
      id: run.id,
      buildNumber: name,
      definition: pipeline,
      requestedFor,
      sourceBranch: branch,
      startTime: startedOn,
      status,
      result,
    };
  };
  return {
    routes: [{ method: 'GET', path: '{project}/_apis/build/builds/{id}', handle: build }],
    open({ pipeline: name, requestedBy, branch }) {
      const found = [...state.pipelines.values()].find((one) => one['name'] === name);
      if (!found) throw notFound(`Pipeline ${name}`);
      const id = first - 1 + state.number('run');
      const startedOn = new Date(clock.now()).toISOString();
      const run: Run = {
        id,
        name: `${startedOn.slice(0, 10).replaceAll('-', '')}.${id}`,
        pipeline: { id: Number(found.id), name },
        requestedBy,
        branch,
        startedOn,
        status: 'inProgress',
      };
      all.set(id, run);
      return run;
    },
    end(run, result) {
      run.status = 'completed';
      run.result = result;
    },
  };
}
