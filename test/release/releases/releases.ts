import { aProd } from './a-prod.ts';
import { offencesOf } from './judge.ts';
import { play, scenarios } from './scenarios.ts';

/**
 * `npm run releases`: every way in which a release to prod can end, one after the other in one rehearsed prod, with requests running. Prints what was found; exits 1 when
 * anything is not as it has to be. `npm run releases -- [--verbose] [first approved broken …]`: with what the steps say; only these, in this order.
 */

const words = process.argv.slice(2).filter((word) => word !== '--verbose');
const verbose = process.argv.includes('--verbose');
const unknown = words.filter((word) => !Object.hasOwn(scenarios, word));
if (unknown.length > 0) {
  console.error(`No such release: ${unknown.join(', ')}. There are ${Object.keys(scenarios).join(', ')}.`);
  process.exit(2);
}
const chosen =
  words.length === 0 ? Object.values(scenarios) : words.map((word) => scenarios[word as keyof typeof scenarios]);
const prod = await aProd((line) => {
  if (verbose) console.log(`  ${line}`);
});
let offences = 0;
try {
  for (const scenario of chosen) {
    const outcome = await play(prod, scenario);
    const found = offencesOf(scenario, outcome);
    offences += found.length;
    const { seconds, asked, failed, after } = outcome;
    const serves = `package ${after.digest.slice(0, 8)}, incident-outcome ${after.green}`;
    console.log(
      `${found.length === 0 ? '✓' : '✗'} ${scenario.name.padEnd(40)} ${seconds.toFixed(0).padStart(4)} s  ${String(asked).padStart(5)} requests, ${failed} failed  ${serves}`,
    );
    console.log(`    ${after.last.action} by ${after.last.by}: ${after.last.why}`);
    for (const offence of found) console.log(`    ✗ ${offence}`);
  }
} finally {
  await prod.end();
}
console.log(offences === 0 ? 'Every release ended as it has to.' : `${offences} offences`);
process.exitCode = offences === 0 ? 0 : 1;
