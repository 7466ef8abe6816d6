/**
 * The process of an environment, see `environment.ts`: it hears what to start with, says where all is, and ends when it is told to or
 * when nobody is there any more to tell it. Ctrl-C is for who started it.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { HostLog } from '../functions-host/host-log.ts';
import type { EnvironmentAddresses, FromEnvironment, ToEnvironment } from './environment.ts';
import { startLocalCloud } from './local-cloud.ts';

/** What does not end by then is left behind: what was acknowledged is kept, and the rest comes again. */
const stopWithinMs = 10_000;

/** What is no news to who started an environment stays here. */
const told: readonly HostLog['level'][] = ['warning', 'error', 'critical'];

const ending = new Promise<void>((resolve) => {
  for (const sign of ['disconnect', 'SIGTERM']) process.once(sign, () => resolve());
});
process.on('SIGINT', () => undefined);
process.once('message', (start: ToEnvironment) => {
  run(start).catch((error: unknown) => {
    say({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    process.disconnect();
  });
});

async function run({ dir, resources }: ToEnvironment): Promise<void> {
  const cloud = await startLocalCloud({
    ...{ dir, resources, appDir: undefined, candidate: true, control: true, portZero: true },
    log: (line) => {
      if (told.includes(line.level)) say({ type: 'log', line });
    },
  });
  const { controlUrl = '', connectionStrings, issuer } = cloud;
  const { tokenUrl, scope, clients } = issuer.addresses;
  const urlOf = (name: string) => cloud.apps().find((app) => app.name === name)?.url ?? '';
  const urls: EnvironmentAddresses['urls'] = { live: urlOf('live'), candidate: urlOf('candidate') };
  say({ type: 'ready', addresses: { controlUrl, urls, connectionStrings, issuer: { tokenUrl, scope, clients } } });
  await ending;
  await Promise.race([cloud.stop(), wait(stopWithinMs)]);
  process.exit();
}

function say(message: FromEnvironment): void {
  if (process.connected) process.send?.(message);
}
