import type { ProjectFacts } from '../pipeline/checks/facts.ts';
import type { ExpandedPipeline, Job, Stage, Step, Variable } from '../pipeline/expanded.ts';
import { expandMacros } from '../pipeline/run/macros.ts';
import { commonParts, partName, stepRuns } from './common-parts.ts';
import { approvalOf, runsWhen, startsWhen } from './when.ts';

type Project = Pick<ProjectFacts, 'environments'>;

/** What runs when and who is asked, as Markdown: for each pipeline a picture and its stages with their steps. */
export function graphPage(pipelines: Readonly<Record<string, ExpandedPipeline>>, devops: Project): string {
  const common = commonParts(Object.values(pipelines));
  const parts = [...common].map(
    ([file, { steps }]) => `- _${partName(file)}_ (\`${file}\`): ${titles(steps).join(' → ')}`,
  );
  return [
    ...Object.entries(pipelines).map(([name, pipeline]) => pipelinePart(name, { pipeline, devops, common })),
    ...(parts.length === 0 ? [] : [`Steps that many jobs have in common:\n\n${parts.join('\n')}`]),
  ].join('\n\n');
}

type Common = ReturnType<typeof commonParts>;

function pipelinePart(name: string, around: Around): string {
  const { pipeline } = around;
  const { stages } = pipeline;
  return [
    `### ${name}`,
    `\`${pipeline.file}\`: ${startsWhen(pipeline)}.`,
    ['```mermaid', 'flowchart LR', ...stages.flatMap((stage) => picture(stage, around)), '```'].join('\n'),
    stages.map((stage, index) => stagePart(stage, index, around)).join('\n'),
  ].join('\n\n');
}

interface Around {
  readonly pipeline: ExpandedPipeline;
  readonly devops: Project;
  readonly common: Common;
}

/**
 * A stage with the arrows to it. A person's decision is a diamond before it; a stage with a condition is reached by dotted lines, also
 * from a decision before: when it is no, or nobody answers in time.
 */
function picture(stage: Stage, { pipeline: { stages }, devops }: Around): readonly string[] {
  const { name, displayName, dependsOn, condition } = stage;
  const arrow = condition === undefined ? '-->' : '-.->';
  const box = `  ${name}["${displayName}"]`;
  if (approvalOf(stage, devops) !== undefined) {
    const asked = `${name}_approval`;
    const before = dependsOn.map((one) => `  ${one} ${arrow} ${asked}`);
    return [box, `  ${asked}{"approved?"}`, ...before, `  ${asked} -->|yes| ${name}`];
  }
  const isAsked = (before: string) =>
    stages.some((other) => other.name === before && approvalOf(other, devops) !== undefined);
  const refused = dependsOn.filter((before) => condition !== undefined && isAsked(before));
  return [
    box,
    ...dependsOn.map((before) => `  ${before} ${arrow} ${name}`),
    ...refused.map((before) => `  ${before}_approval ${arrow}|no| ${name}`),
  ];
}

function stagePart(stage: Stage, index: number, around: Around): string {
  const { pipeline, devops } = around;
  const approval = approvalOf(stage, devops);
  const environments = stage.jobs.flatMap(({ environment }) =>
    environment === undefined ? [] : [`\`${environment}\``],
  );
  const asked = approval === undefined ? '; nobody is asked' : '';
  return [
    `${index + 1}. **${stage.displayName}** (\`${stage.name}\`): ${runsWhen(stage, pipeline.stages)}.`,
    ...(environments.length === 0 ? [] : [`   - Environment: ${[...new Set(environments)].join(', ')}${asked}`]),
    ...(approval === undefined ? [] : [`   - Approved by ${approval}`]),
    ...stage.jobs.flatMap((job) => jobLines(job, stage, around)),
  ].join('\n');
}

const hookTitles: Readonly<Record<string, string>> = {
  steps: 'Steps',
  preDeploy: 'Before',
  deploy: 'Steps',
  routeTraffic: 'Traffic',
  postRouteTraffic: 'After traffic',
  onFailure: 'When one of them fails',
  onSuccess: 'When all succeeded',
};

function jobLines(job: Job, stage: Stage, { pipeline, common }: Around): readonly string[] {
  const variables = [...pipeline.variables, ...stage.variables, ...job.variables];
  const lists = job.strategy === undefined ? { steps: job.steps } : job.strategy;
  return Object.entries(lists).map(([hook, steps]: [string, readonly Step[]]) => {
    const shown = stepRuns(steps).flatMap((run) =>
      common.has(run.file) ? [`_${partName(run.file)}_`] : titles(run.steps, variables),
    );
    return `   - ${hookTitles[hook] ?? hook}: ${shown.join(' → ')}`;
  });
}

/** Titles with the values that the YAML says. */
function titles(steps: readonly Step[], variables: readonly Variable[] = []): readonly string[] {
  const values = Object.fromEntries(
    variables.flatMap((variable) => (variable.kind === 'value' ? [[variable.name, variable.value] as const] : [])),
  );
  return steps.map((step) => expandMacros(step.displayName, values));
}
