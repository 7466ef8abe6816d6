import type { Problem } from '../../../infra/problem.ts';
import { problemAt } from '../problem-at.ts';
import type { Checked } from './facts.ts';
import { scriptCalls, type ScriptCall } from './release-calls.ts';
import { jobsOf, stepLists } from './walk.ts';

/**
 * What makes a release one: it is built once and verified before anything else is done with it; what a person approved is what goes live;
 * event subscriptions come after the code that they name, for Event Grid refuses a function that is not there.
 */
export function checkReleaseRules({ pipeline, facts: { devops } }: Checked): readonly Problem[] {
  return jobsOf(pipeline).flatMap(({ job }) => {
    const isApproved = devops.environments[job.environment ?? '']?.approval !== undefined;
    return stepLists(job).flatMap(([hook, steps]) => {
      const calls = steps.flatMap(scriptCalls);
      const release = calls.filter(({ script }) => script === 'release');
      return [
        ...(job.environment === undefined ? [] : rebuilds(calls)),
        ...(release.length === 0 ? [] : verifiesFirst(release, isApproved && hook === 'deploy')),
        ...codeBeforeEvents(release, hook),
      ];
    });
  });
}

const rebuilds = (calls: readonly ScriptCall[]): readonly Problem[] =>
  calls
    .filter(({ script }) => ['build', 'package', 'train'].includes(script))
    .map(({ script, at }) => problemAt(at, 'rebuild', `'npm run ${script}' in a deployment: what ci made is deployed`));

const nameOf = ({ args }: ScriptCall) => args[0]?.text;

function verifiesFirst(calls: readonly ScriptCall[], needsDigest: boolean): readonly Problem[] {
  const [first] = calls;
  if (first === undefined) return [];
  if (nameOf(first) !== 'verify')
    return [
      problemAt(
        first.at,
        'not-verified',
        `'${nameOf(first) ?? ''}' comes before 'verify': nothing says that the release was not changed`,
      ),
    ];
  const index = first.args.findIndex(({ text }) => text === '--expect');
  const digest = index < 0 ? '' : (first.args[index + 1]?.text ?? '');
  if (!needsDigest || (digest !== '' && !digest.startsWith('--'))) return [];
  return [
    problemAt(first.at, 'not-verified', "After an approval 'verify' needs --expect: the digest that people approved"),
  ];
}

/** Both belong together: new code may have new functions to subscribe, and Event Grid refuses a function that is not there. */
function codeBeforeEvents(calls: readonly ScriptCall[], hook: string): readonly Problem[] {
  const code = calls.findLast(
    (call) => nameOf(call) === 'deploy-code' && call.args.some(({ text }) => text === 'live'),
  );
  const events = calls.find((call) => nameOf(call) === 'deploy-events');
  if (events !== undefined && (code === undefined || calls.indexOf(events) < calls.indexOf(code)))
    return [problemAt(events.at, 'events-before-code', "'deploy-events' comes before 'deploy-code --app live'")];
  if (code === undefined || events !== undefined || hook !== 'deploy') return [];
  return [problemAt(code.at, 'events-before-code', "No 'deploy-events' follows 'deploy-code --app live'")];
}
