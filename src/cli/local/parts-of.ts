import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { portNames, type PortName, type Ports } from '../../local/cloud/ports.ts';
import { readResources, Resources } from '../../local/cloud/resources.ts';
import { partNames, type PartName, type PartsOptions } from '../../local/cloud/start-parts.ts';
import { readLocalHost } from '../../local/functions-host/settings/local-settings.ts';
import type { Cli } from '../cli.ts';
import { usageError } from '../exit.ts';
import { appSettings } from './app-settings.ts';
import type { LocalOptions } from './local-options.ts';

/** What the command line asks for. @throws CliError 2 that names what makes no sense. */
export async function partsOf(cli: Cli, options: LocalOptions): Promise<PartsOptions> {
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
