import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seedModels } from '../../src/local/cloud/seed-models.ts';
import { docscoreResources } from '../../src/local/cloud/docscore-resources.ts';
import { seededRandom } from '../../src/training/random.ts';
import type { Instance } from './blows.ts';
import { freePorts } from './free-ports.ts';
import { createPart, type Part } from './part.ts';

/** Leases and sweeps as short as the settings allow, so that what a kill leaves behind is picked up within the run. */
const settings = {
  LEASE_SECONDS: '5',
  SWEEP_GRACE_SECONDS: '1',
  SWEEP_SCHEDULE: '*/2 * * * * *',
  MAX_ATTEMPTS: '7',
  READERS: '1',
};

export interface SystemOptions {
  /** Where the source is that runs, and the package made of it. */
  readonly root: string;
  readonly app: string;
  /** For state and logs. */
  readonly folder: string;
  readonly settings?: Record<string, string>;
  /** Each line of either instance's console. */
  readonly onHostLine?: (line: string, instance: Instance) => void;
  readonly onDeath: (name: string, how: string) => void;
}

/** docscore in its cloud: each server and each of two instances of the Functions host is a process of its own, at a port that it keeps. */
export interface System {
  readonly parts: { readonly storage: Part; readonly cosmos: Part; readonly 'event-hubs': Part };
  readonly instances: readonly [Part, Part];
  /** All of them. */
  readonly all: readonly Part[];
  readonly connectionStrings: { readonly Storage: string; readonly Cosmos: string; readonly Events: string };
  readonly url: string;
  readonly key: string;
  end(): Promise<void>;
}

/** @throws Error of the part that does not start; then none is left running. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const ports = await freePorts(11, seededRandom(process.pid));
  const [blob, queue, grid, cosmosPort, hubs, first, second, ...controls] = ports;
  const [storageControl, cosmosControl, hubsControl] = controls;
  await Promise.all(['logs', 'state'].map((name) => mkdir(join(options.folder, name), { recursive: true })));
  const resources = join(options.folder, 'resources.json');
  const part = (name: string, args: readonly string[], onLine?: (line: string) => void) =>
    localPart(options, name, [`--resources=${resources}`, ...args], onLine);
  const storage = part('storage', [
    ...['--only=storage', `--ports=blob=${blob},queue=${queue},eventGrid=${grid}`, `--control=${storageControl}`],
  ]);
  const cosmos = part('cosmos', ['--only=cosmos', `--ports=cosmos=${cosmosPort}`, `--control=${cosmosControl}`]);
  const eventHubs = part('event-hubs', [
    ...['--only=event-hubs', `--ports=eventHubs=${hubs}`, `--control=${hubsControl}`],
  ]);
  const all: Part[] = [storage, cosmos, eventHubs];
  const end = async () => {
    await Promise.all(all.map((one) => one.end()));
  };
  try {
    await writeResources(resources, undefined);
    await Promise.all(all.map((one) => one.start()));
    const connectionStrings = {
      Storage: String(storage.addresses['storage']),
      Cosmos: String(cosmos.addresses['cosmos']),
      Events: String(eventHubs.addresses['eventHubs']),
    };
    await seedModels(connectionStrings);
    const instance = (index: Instance, port: number | undefined) =>
      part(
        `host-${index + 1}`,
        [
          ...['--only=functions', `--app=${options.app}`, '--auth', `--ports=functions=${port}`],
          ...Object.entries({
            ...connectionStrings,
            AzureWebJobsStorage: connectionStrings.Storage,
            ...settings,
            ...options.settings,
          }).map(([name, value]) => `--setting=${name}=${value}`),
        ],
        (line) => options.onHostLine?.(line, index),
      );
    const instances = [instance(0, first), instance(1, second)] as const;
    all.push(...instances);
    await Promise.all(instances.map((one) => one.start()));
    const { url, masterKey, functionKey } = instances[0].addresses['functions'] as Record<string, string>;
    // The subscription's webhook must be there before it is asked; so the storage learns of it now.
    await storage.kill();
    await writeResources(
      resources,
      `${url}/runtime/webhooks/eventgrid?functionName=receive-document&code=${masterKey}`,
    );
    await storage.start();
    return {
      parts: { storage, cosmos, 'event-hubs': eventHubs },
      instances,
      all,
      connectionStrings,
      url: url ?? '',
      key: functionKey ?? '',
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

function localPart(
  { root, folder, onDeath }: SystemOptions,
  name: string,
  args: readonly string[],
  onLine: ((line: string) => void) | undefined,
): Part {
  const bin = join(root, 'bin/docscore.mjs');
  const options = [`--dir=${join(folder, 'state', name)}`, ...args];
  const logFile = join(folder, 'logs', `${name}.log`);
  return createPart({ name, bin, options, cwd: folder, logFile, ...(onLine && { onLine }) }, onDeath);
}

/** docscore's own, with the host as a webhook: it is a process of its own. */
async function writeResources(path: string, endpointUrl: string | undefined): Promise<void> {
  const resources = docscoreResources();
  const eventSubscriptions = resources.eventSubscriptions.map((subscription) => ({
    ...subscription,
    destination: { endpointType: 'WebHook', endpointUrl },
  }));
  const described = { ...resources, eventSubscriptions: endpointUrl === undefined ? [] : eventSubscriptions };
  await writeFile(path, JSON.stringify(described));
}
