import { shown } from '../policies/policy.ts';
import type { Problem } from '../problem.ts';
import { placeOf } from './code-facts.ts';
import type { Sides } from './sides.ts';

/** `main.bicep` puts out what the steps of the release read. */
export function outputProblems({ main, code }: Sides): Problem[] {
  const { liveAppName, candidateAppName } = main.outputs;
  const missing = code.outputs
    .filter(({ name }) => !(name in main.outputs))
    .map((one) => problem('missing-output', `main.bicep has no output ${one.name}, which ${placeOf(one)} reads`));
  if (candidateAppName === `${shown(liveAppName)}-candidate`) return missing;
  return [
    ...missing,
    problem('candidate-name', 'The candidate is not called like the live app with -candidate, as people know it'),
  ];
}

const problem = (code: string, message: string): Problem => ({
  ...{ file: 'infra/main.bicep', line: 1, column: 1, severity: 'error' },
  ...{ code, message },
});
