import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Addresses } from '../../local/cloud/start-parts.ts';
import { issuerSettings } from '../../local/issuer/issuer-settings.ts';
import { usageError } from '../exit.ts';

/** What of local.settings.json says something about the app; `Host` is for the host, the rest for other tools. */
const SettingsFile = z.object({ Values: z.record(z.string(), z.string()).default({}) });

interface Sources {
  readonly app: string;
  /** `NAME=value`; `{cosmos}` and such stand for addresses. */
  readonly given: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Settings of an app, first to last: where the services are, `Values` of its local.settings.json (the environment wins over them), what
 * the command line gives.
 *
 * @throws CliError 2 that names what cannot be read or understood.
 */
export function appSettings({ app, given, env }: Sources): (addresses: Addresses) => Record<string, string> {
  const values = readValues(join(app, 'local.settings.json'));
  const pairs = given.map(pair);
  return (addresses) => {
    const { storage, cosmos, eventHubs } = addresses;
    const ours = {
      ...{ AzureWebJobsStorage: storage, Storage: storage, Cosmos: cosmos, Events: eventHubs },
      ...(addresses.issuer && issuerSettings(addresses.issuer)),
    };
    const own = Object.entries(values)
      .map(([name, value]) => [name, env[name] ?? value] as const)
      .filter(([name, value]) => value !== '' || !(name in ours)); // An empty one is left to us.
    const all = [
      ...Object.entries(ours),
      ...own,
      ...pairs.map(([name, value]) => [name, filled(value, addresses)] as const),
    ];
    return Object.fromEntries(
      all.flatMap(([name, value]) => (value === undefined ? [] : [[name, develop(value, storage)]])),
    );
  };
}

/** The emulator's shorthand means the usual ports; ours may be others. */
const develop = (value: string, storage: string | undefined) =>
  value === 'UseDevelopmentStorage=true' && storage !== undefined ? storage : value;

/** `{cosmos}`, `{eventGridEndpoint}`: a field of the addresses, or a field of one of its objects. */
function filled(value: string, addresses: Addresses): string {
  const known: Record<string, string | undefined> = {
    storage: addresses.storage,
    cosmos: addresses.cosmos,
    eventHubs: addresses.eventHubs,
    eventGridEndpoint: addresses.eventGrid?.endpoint,
    eventGridKey: addresses.eventGrid?.key,
    documentIntelligenceEndpoint: addresses.documentIntelligence?.endpoint,
    documentIntelligenceKey: addresses.documentIntelligence?.key,
    keyVaultUrl: addresses.keyVault?.url,
    keyVaultToken: addresses.keyVault?.token,
    issuer: addresses.issuer?.issuer,
    issuerAudience: addresses.issuer?.audience,
    issuerKeys: addresses.issuer?.jwksUri,
  };
  return value.replace(/\{(\w+)\}/g, (written, name: string) => {
    if (!(name in known)) return written;
    const address = known[name];
    if (address === undefined) throw usageError(`${written} is asked for, but that service is not started here.`);
    return address;
  });
}

function pair(text: string): readonly [string, string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw usageError(`--setting ${text} is not NAME=value.`);
  return [name, value];
}

function readValues(path: string): Record<string, string> {
  if (!existsSync(path)) return {};
  try {
    return SettingsFile.parse(JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))).Values;
  } catch (error) {
    throw usageError(`${path} cannot be read: ${error instanceof z.ZodError ? z.prettifyError(error) : String(error)}`);
  }
}
