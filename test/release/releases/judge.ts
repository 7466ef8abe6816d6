import type { Outcome, Scenario } from './scenarios.ts';

/** @returns What is not as the scenario says, in words. */
export function offencesOf(scenario: Scenario, { run, before, after, candidate, failed }: Outcome): string[] {
  const offences: string[] = [];
  const expect = (what: string, found: unknown, wanted: unknown) => {
    if (found !== wanted) offences.push(`${what} is ${String(found)}, should be ${String(wanted)}`);
  };
  for (const [stage, wanted] of Object.entries(scenario.results))
    expect(`stage ${stage}`, run.results.get(stage), wanted);
  if (scenario.changes) {
    if (before?.digest === after.digest) offences.push('prod serves the same package as before');
  } else {
    expect('the package in prod', after.digest, before?.digest);
    expect('incident-outcome in green', after.green, before?.green);
  }
  expect('incident-outcome in blue', after.blue, undefined);
  expect('the candidate app', candidate, 'Stopped');
  expect('requests to prod that failed', failed, 0);
  if (!scenario.audit.why.test(after.last.why))
    offences.push(`the audit says “${after.last.why}”, should say ${scenario.audit.why.source}`);
  return offences;
}
