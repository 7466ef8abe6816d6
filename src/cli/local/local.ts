import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LocalCloudError } from '../../local/cloud/local-cloud-error.ts';
import { portNames, type PortName, type Ports } from '../../local/cloud/ports.ts';
import { readResources, Resources } from '../../local/cloud/resources.ts';
import {
  partNames,
  startParts,
  type Addresses,
  type PartName,
  type PartsOptions,
} from '../../local/cloud/start-parts.ts';
import { readLocalHost } from '../../local/functions-host/settings/local-settings.ts';
import type { Cli } from '../cli.ts';
import { CliError, usageError } from '../exit.ts';
import { milliseconds } from '../screen/format.ts';
import { toldToEnd, untilTold } from '../start/told-to-end.ts';
import { appSettings } from './app-settings.ts';
import { consoleLine } from './console-line.ts';
import type { LocalOptions } from './local-options.ts';

/** Fewer than the host gives its calls: who asks to end waits. */
const stopWithinMs = 20_000;

/**
 * `docscore local`: services of the local cloud until a signal ends them. Ends the process.
 *
 * @throws CliError 2 for what makes no sense, before anything was started.
 */
export async function local(cli: Cli, options: LocalOptions): Promise<never> {
  const ending = toldToEnd();
  const tell = options.json ? cli.err : cli.out;
  const parts = await startParts({
    ...(await chosen(cli, options)),
    log(line) {
      const text = consoleLine(line, { at: new Date(), verbose: options.verbose === true, paint: tell.paint });
      if (text !== undefined) tell.line(text);
    },
    onStep: (name, ms) => tell.line(`${tell.paint('green', '✓')} ${name.padEnd(24)}${milliseconds(ms).padStart(8)} ms`),
  }).catch((error: unknown) => {
    throw error instanceof LocalCloudError ? new CliError(2, error.message, { cause: error }) : error;
  });
  if (options.json) cli.out.line(JSON.stringify(parts.addresses));
  else for (const line of addressLines(parts.addresses)) cli.out.line(line);
  await Promise.race([untilTold(ending), ...(options.endWithStdin ? [untilStdinEnds()] : [])]);
  await Promise.race([parts.stop(), delay(stopWithinMs)]);
  process.exit(0);
}

async function untilStdinEnds(): Promise<void> {
  const ends = once(process.stdin, 'end');
  process.stdin.resume();
  await ends;
}

async function chosen(cli: Cli, options: LocalOptions): Promise<PartsOptions> {
  const app = options.app === undefined ? undefined : resolve(cli.cwd, options.app);
  if (app !== undefined && !(await stat(app).catch(() => undefined))?.isDirectory())
    throw usageError(`${app} is no folder.`, '--app takes the folder with host.json and package.json.');
  const only = chosenParts(options.only, app !== undefined);
  const { control, auth = false, setting = [] } = options;
  return {
    only,
    dir: resolve(cli.cwd, options.dir),
    resources: options.resources === undefined ? Resources.parse({}) : described(resolve(cli.cwd, options.resources)),
    ...wantedPorts(options.ports, control, app),
    control: control !== undefined,
    ...(app !== undefined && {
      app: { appDir: app, authorisation: auth, settings: appSettings({ app, given: setting, env: cli.env }) },
    }),
  };
}

function chosenParts(only: string | undefined, hasApp: boolean): ReadonlySet<PartName> {
  if (only === undefined) return new Set(partNames.filter((name) => hasApp || name !== 'functions'));
  const names = only.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !(partNames as readonly string[]).includes(name));
  if (unknown.length > 0) throw usageError(`No service ${unknown.join(', ')}.`, `There is: ${partNames.join(', ')}.`);
  if (names.includes('functions') && !hasApp)
    throw usageError('functions needs an app.', 'Name its folder with --app.');
  return new Set(names as PartName[]);
}

/** The app's own local.settings.json may name the host's port. */
function wantedPorts(ports: string | undefined, control: LocalOptions['control'], app: string | undefined) {
  const functions = app === undefined ? undefined : readLocalHost(app).LocalHttpPort;
  const wanted: Partial<Ports> = {
    ...(functions !== undefined && { functions }),
    ...(typeof control === 'number' && { control }),
  };
  if (ports === '0') return { portZero: true, ports: { ...wanted, functions: 0 } };
  for (const one of ports?.split(',') ?? []) {
    const [, name = '', port = ''] = /^(\w+)=(\d+)$/.exec(one.trim()) ?? [];
    if (!(portNames as readonly string[]).includes(name) || Number(port) > 65_535)
      throw usageError(`--ports ${one} is not NAME=port.`, `Names: ${portNames.join(', ')}.`);
    wanted[name as PortName] = Number(port);
  }
  return { ports: wanted };
}

function described(path: string): Resources {
  try {
    return readResources(path);
  } catch (error) {
    throw usageError(error instanceof Error ? error.message : String(error));
  }
}

function addressLines(addresses: Addresses): string[] {
  const named = Object.entries(addresses as Record<string, unknown>).flatMap(([name, address]) =>
    typeof address === 'string'
      ? [[name, address] as const]
      : Object.entries(Object(address) as Record<string, string>).map(
          ([field, value]) => [`${name}.${field}`, value] as const,
        ),
  );
  return ['', ...named.map(([name, value]) => `${name.padEnd(30)}${value}`), '', 'Ctrl-C ends it.'];
}
