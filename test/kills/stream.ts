import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { listen } from '../e2e/hub.ts';
import { judge, messages, send, untilSettled, type Outcome } from '../e2e/requests.ts';
import { startSystem, temporaryHome, type System } from '../e2e/system.ts';

/**
 * `npm run stream`: sends messages to the hub `requests`, some of them bad, kills everything in the middle, starts it again, and
 * counts what was lost or came twice. Exit code 1 when anything was.
 */
const impatient = { LEASE_SECONDS: '5', SWEEP_GRACE_SECONDS: '1', SWEEP_SCHEDULE: '*/2 * * * * *', READERS: '1' };

/** How long the last life has for everything, in ms. */
const patienceMs = 300_000;

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '1000' },
    bad: { type: 'string', default: '10' },
    kills: { type: 'string', default: '1' },
  },
});
process.exitCode = await main(Number(values.messages), Number(values.bad), Number(values.kills));

async function main(count: number, bad: number, kills: number): Promise<number> {
  const sent = messages(count, bad);
  const home = await temporaryHome();
  let system: System | undefined;
  try {
    system = await startSystem(home.path, impatient);
    await send(system.connectionStrings.Events, sent);
    const since = Date.now();
    for (let life = 1; life <= kills; life++) {
      const scored = await untilScored(system, Math.ceil((count - bad) / (kills + 1)));
      await system.kill();
      console.log(`kill -9 after ${String(scored)} answers of this life`);
      system = await startSystem(home.path, impatient);
    }
    const hub = await listen(system.connectionStrings.Events);
    const outcome = await untilSettled(system, hub, sent, patienceMs);
    await hub.close();
    return report(count, outcome, judge(sent, outcome), revivedIn(system), Date.now() - since);
  } finally {
    await system?.end();
    await home.remove();
  }
}

/** Waits for so many answers of this life, so that the blow falls in the middle. */
async function untilScored({ lines }: System, wanted: number): Promise<number> {
  for (;;) {
    const scored = lines.filter((line) => line.includes('"request.scored"')).length;
    if (scored >= wanted) return scored;
    await delay(20);
  }
}

function revivedIn({ lines }: System): number {
  return lines.filter((line) => line.includes('"request.revived"')).length;
}

function report(count: number, outcome: Outcome, offences: readonly string[], revived: number, ms: number): number {
  const { events, repeats, letters } = outcome;
  const second = [...events.values()].filter((ids) => ids.size > 1).length;
  console.log(
    [
      `${String(count)} messages: ${String(events.size)} answers, ${String(letters.length)} dead letters, ${String(second)} second event ids`,
      `${String(repeats)} events came again with their id; the sweep finished ${String(revived)}; ${(ms / 1000).toFixed(1)} s with restarts`,
      ...offences.slice(0, 20).map((offence) => `✗ ${offence}`),
    ].join('\n'),
  );
  return offences.length === 0 ? 0 : 1;
}
