import { LocalCloudError } from '../../local/cloud/local-cloud-error.ts';
import type { LocalCloud } from '../../local/cloud/local-cloud.ts';
import type { Cli } from '../cli.ts';
import type { StartOptions } from './start-options.ts';
import { CliError } from '../exit.ts';
import { milliseconds } from '../screen/format.ts';
import type { Teller } from './teller.ts';

const services: Readonly<Record<string, string>> = {
  azurite: 'Azurite: Blob and Queue Storage, Event Grid',
  cosmos: 'Cosmos DB',
  'event-hubs': 'Event Hubs',
  functions: 'Functions',
};

interface CloudOptions {
  readonly dir: string;
  readonly settings: Record<string, string>;
  readonly options: StartOptions;
  readonly teller: Teller;
}

/** Starts the local cloud and prints what has started and how long it took. @throws CliError 2 when another one has the folder. */
export async function startCloud(
  { home, out }: Cli,
  { dir, settings, options, teller }: CloudOptions,
): Promise<LocalCloud> {
  const onStep = (name: string, ms: number) => {
    out.line(
      `  ${out.paint('green', '✓')} ${(services[name] ?? name).padEnd(44)}${out.paint('dim', `${milliseconds(ms).padStart(6)} ms`)}`,
    );
  };
  try {
    // Loaded only now: a mistake in usage is told without waiting for it.
    const [{ startLocalCloud }, { seedModels }] = await Promise.all([
      import('../../local/cloud/local-cloud.ts'),
      import('../../local/cloud/seed-models.ts'),
    ]);
    return await startLocalCloud({
      dir,
      appDir: home,
      ports: wantedPorts(options),
      control: options.control !== undefined,
      watch: options.once !== true,
      settings,
      prepare: seedModels,
      log: teller.log,
      onStep,
    });
  } catch (error) {
    throw understood(error);
  }
}

/** @throws CliError 2 when something runs there, or when the folder is not docscore's. */
export async function forgetEverything(dir: string): Promise<void> {
  try {
    const { clearState } = await import('../../local/cloud/state-folder.ts');
    await clearState(dir);
  } catch (error) {
    throw understood(error);
  }
}

function understood(error: unknown): unknown {
  if (!(error instanceof LocalCloudError)) return error;
  const next = error.code === 'already-running' ? `Talk to it with \`npx docscore …\`${stopIt(error.pid)}.` : undefined;
  return new CliError(2, error.message, { cause: error, next });
}

const stopIt = (pid: number | undefined) => (pid === undefined ? '' : `, or end it with \`kill ${String(pid)}\``);

function wantedPorts({
  port,
  blobPort,
  queuePort,
  cosmosPort,
  eventHubsPort,
  eventGridPort,
  control,
  issuerPort,
}: StartOptions) {
  return {
    ...(port !== undefined && { functions: port }),
    ...(blobPort !== undefined && { blob: blobPort }),
    ...(queuePort !== undefined && { queue: queuePort }),
    ...(cosmosPort !== undefined && { cosmos: cosmosPort }),
    ...(eventHubsPort !== undefined && { eventHubs: eventHubsPort }),
    ...(eventGridPort !== undefined && { eventGrid: eventGridPort }),
    ...(issuerPort !== undefined && { issuer: issuerPort }),
    ...(typeof control === 'number' && { control }),
  };
}
