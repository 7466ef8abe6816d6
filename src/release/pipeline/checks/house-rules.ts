import type { Problem } from '../../../infra/problem.ts';
import { placeOf } from '../build/read.ts';
import { problemAt } from '../problem-at.ts';
import { evaluateCondition } from '../run/evaluate-runtime.ts';
import type { Checked } from './facts.ts';
import { stepsOf, type PlacedStep } from './walk.ts';

/** What Azure takes and we do not: things that are left to a default which surprises, and runs that nobody can read. */
export function checkHouseRules({ pipeline, facts: { devops } }: Checked): readonly Problem[] {
  const { file, stages, said } = pipeline;
  const implicit = (['trigger', 'pr'] as const).filter((key) => !said.includes(key));
  return [
    ...implicit.map((key) =>
      problemAt({ file, line: 1, column: 1 }, 'implicit-trigger', `Say '${key}': without it every branch starts a run`),
    ),
    ...stages.flatMap((stage) => {
      const isLocked = stage.jobs.some(
        ({ environment }) => devops.environments[environment ?? '']?.exclusiveLock === true,
      );
      return [
        ...(isLocked && stage.lockBehavior === undefined && !said.includes('lockBehavior')
          ? [
              problemAt(
                stage.source,
                'missing-lock-behavior',
                "Its environment has an exclusive lock: say 'lockBehavior' (without it only the latest run goes on)",
              ),
            ]
          : []),
        ...(stage.name === '__default' || 'displayName' in stage.source.keys
          ? []
          : [problemAt(stage.source, 'missing-display-name', `Stage '${stage.name}' needs a displayName`)]),
      ];
    }),
    ...stepsOf(pipeline).flatMap(checkStep),
  ];
}

function checkStep({ step, job }: PlacedStep): readonly Problem[] {
  if (step.inputs['implicit'] !== undefined || step.kind === 'checkout') return [];
  const { source, task = '', kind } = step;
  const keeps = task.startsWith('PublishTestResults@') || (kind === 'publish' && job.kind === 'deployment');
  const isKept = !keeps || holdsAfterFailure(step.condition);
  return [
    ...('displayName' in source.keys
      ? []
      : [problemAt(source, 'missing-display-name', 'A step needs a displayName: it is what people read in a run')]),
    ...(isKept
      ? []
      : [
          problemAt(
            placeOf(source, 'condition'),
            'lost-results',
            'Results and evidence are wanted most after a failure: condition: always()',
          ),
        ]),
  ];
}

function holdsAfterFailure(condition: string | undefined): boolean {
  try {
    return evaluateCondition(condition, { variables: {}, jobStatus: 'Failed' });
  } catch {
    return true; // The check of the conditions says what is wrong with it.
  }
}
