import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { expandPipeline } from '../../../src/release/pipeline/expand-pipeline.ts';
import { isTriggered } from '../../../src/release/pipeline/run/is-triggered.ts';
import { aProd, approver } from './a-prod.ts';
import { served } from './asks.ts';
import { labelled } from './labelled-requests.ts';
import { modelsDrop } from './packages.ts';
import { root } from './packages.ts';
import { play, scenarios } from './scenarios.ts';

/**
 * `npm run trainings`: train.yml in a rehearsed prod: what starts it, a candidate that waits with its comparison and is rejected, and a worse one, which the rule keeps out
 * although a person approves it. Prints what was found; exits 1 when anything is not as it has to be.
 */

const verbose = process.argv.includes('--verbose');
let offences = 0;
const check = (what: string, found: unknown, wanted: unknown) => {
  const isRight = found === wanted;
  if (!isRight) offences += 1;
  console.log(`${isRight ? '✓' : '✗'} ${what}${isRight ? '' : `: ${String(found)}, should be ${String(wanted)}`}`);
};

const { pipeline } = expandPipeline({ root, file: 'pipelines/train.yml' });
const starts = (path: string) => pipeline && isTriggered(pipeline, { branch: 'main', changedPaths: [path] });
check('a change of README.md selects no training', starts('README.md'), false);
check('a change of training data selects one', starts('src/training/data/incidents.ts'), true);

const prod = await aProd((line) => {
  if (verbose) console.log(`  ${line}`);
});
try {
  const first = await play(prod, scenarios.first);
  check('the first release fills prod', first.run.results.get('prod'), 'Succeeded');

  const equal = await prod.train({
    drop: (out, run) => modelsDrop(out, run, { modelVersion: '1.0.1', isReversed: false }),
    compareMinutes: 0,
    answer: async (waiting) => {
      const comparison = JSON.parse(
        await readFile(join(prod.lastEvidence('candidate'), 'comparison-incident-outcome.json'), 'utf8'),
      ) as object;
      check('who is asked has the comparison', Object.keys(comparison).includes('decision'), true);
      check('the candidate is in shadow meanwhile', (await served(prod)).blue, '1.0.1');
      await prod.say(waiting, 'rejected', approver, 'Not this week');
    },
  });
  check('a rejected model is withdrawn', equal.results.get('withdraw'), 'Succeeded');
  const after = await served(prod);
  check('green is what it was', after.green, '1.0.0');
  check('the audit says who and why', /rejected by kim.*Not this week/.test(after.last.why), true);

  const worse = await prod.train({
    drop: (out, run) => modelsDrop(out, run, { modelVersion: '1.0.2', isReversed: true }),
    compareMinutes: 3,
    whileComparing: () => labelled(prod, 240),
    answer: (waiting) => prod.say(waiting, 'approved', approver, 'I want it'),
  });
  const evidence = await readFile(join(prod.lastEvidence('candidate'), 'evidence.json'), 'utf8');
  check('a worse model arrives with the verdict keep', /"verdict":\s*"keep"/.test(evidence), true);
  check('promoting it is refused', worse.results.get('promote'), 'Failed');
  check('it is withdrawn', worse.results.get('withdraw'), 'Succeeded');
  const end = await served(prod);
  check('green is still what it was', end.green, '1.0.0');
  check('nothing is in blue', end.blue, undefined);
} finally {
  await prod.end();
}
console.log(offences === 0 ? 'Every training ended as it has to.' : `${offences} offences`);
process.exitCode = offences === 0 ? 0 : 1;
