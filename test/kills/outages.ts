import { createProgress } from './progress.ts';
import { burnt, nameOf, sufferOutages } from './outage.ts';
import { services, startOutageSystem } from './outage-system.ts';
import { judge } from './verdict.ts';

/**
 * `npm run outages [-- SECONDS]`: each service that docscore depends on is away for 30 s while a document comes each 200 ms. Nothing
 * may be lost or come twice, and no healthy document may die of it. Exit code 1 if one does.
 */
const seconds = Number(process.argv[2] ?? 30);
const progress = createProgress();
const running = await startOutageSystem();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => void running.end().then(() => process.exit(130)));
let isGood = true;
try {
  const heads = ['away', 'uploads', 'ended after', 'ready after', 'attempts burnt', 'named by /ready', 'offences'];
  progress.say(heads.map((head) => head.padEnd(23)).join(''));
  for (const [at, service] of services.entries()) {
    const outcome = await sufferOutages(running, [service], {
      ...{ seed: at + 1, forMs: seconds * 1000, gapMs: 1000, everyMs: 200, folder: service, patienceMs: 120_000 },
    });
    const offences = judge(outcome.evidence, outcome.uploads);
    const names = [...(outcome.named.get(service) ?? [])];
    const lost = burnt(outcome.evidence);
    isGood &&= offences.length === 0 && names.includes(nameOf[service]);
    const cells = [service, outcome.uploads.length, time(outcome.endedAfterMs), time(outcome.readyAfterMs)];
    const all = [...cells, lost.length, names.join(' '), offences.length];
    progress.say(all.map((cell) => String(cell).padEnd(23)).join(''));
    for (const { kind, what } of offences.slice(0, 5)) progress.say(`  ✗ ${kind}: ${what.slice(0, 300)}`);
  }
} finally {
  await running.end();
}
progress.say(isGood ? '✓ nothing lost, nothing twice' : '✗');
process.exitCode = isGood ? 0 : 1;

function time(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
