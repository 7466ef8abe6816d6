import type { ProjectFacts } from '../pipeline/checks/facts.ts';
import type { ExpandedPipeline, IncludeExclude, Stage } from '../pipeline/expanded.ts';

/** What starts a pipeline, for people. */
export function startsWhen({ triggers: { push, pullRequest }, resources }: ExpandedPipeline): string {
  const starts = [
    ...(push === 'none' ? [] : [`there is a push to ${names(push.branches, 'any branch')}${changed(push.paths)}`]),
    ...(pullRequest === 'none'
      ? []
      : [`there is a pull request to ${names(pullRequest.branches, 'any branch')}${changed(pullRequest.paths)}`]),
    ...resources.pipelines.flatMap(({ source, trigger }) =>
      trigger === 'none' ? [] : [`${source} succeeds on ${names(trigger.branches, 'any branch')}`],
    ),
  ];
  return starts.length === 0 ? 'started by hand' : `starts when ${starts.join(', or ')}`;
}

const names = ({ include, exclude }: IncludeExclude, all: string) =>
  `${include.length === 0 ? all : include.join(', ')}${exclude.length === 0 ? '' : `, not ${exclude.join(', ')}`}`;

const changed = (paths: IncludeExclude) =>
  paths.include.length === 0 && paths.exclude.length === 0 ? '' : ` that changes ${names(paths, 'anything')}`;

/** When a stage runs, for people. Its condition stands there as it is. */
export function runsWhen({ dependsOn, condition }: Stage, stages: readonly Stage[]): string {
  const before = dependsOn.map((name) => stages.find((stage) => stage.name === name)?.displayName ?? name);
  if (condition !== undefined) return `after ${before.join(' and ')}, if \`${condition}\``;
  return before.length === 0 ? 'at once' : `when ${before.join(' and ')} succeeded`;
}

/** Who lets a stage begin; undefined when nobody is asked. */
export function approvalOf(stage: Stage, { environments }: Pick<ProjectFacts, 'environments'>): string | undefined {
  for (const { environment } of stage.jobs) {
    const approval = environments[environment ?? '']?.approval;
    if (approval === undefined) continue;
    const { approvers, minimum, requesterMayApprove, timeoutMinutes } = approval;
    const own = requesterMayApprove ? '' : ', not who started the run';
    return `${minimum} of ${approvers.join(', ')}${own}; rejected after ${duration(timeoutMinutes)}`;
  }
  return undefined;
}

function duration(minutes: number): string {
  if (minutes % 1440 === 0) return minutes === 1440 ? '24 h' : `${minutes / 1440} days`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}
