import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readConfig, settingNames } from '../../config.ts';
import { usageError } from '../exit.ts';

const SettingsFile = z.object({ Values: z.record(z.string(), z.string()) });

/** The local cloud brings these itself. */
const connections = /^(Storage|Cosmos|Events)(__|$)|^AzureWebJobsStorage/;

/**
 * App settings for the local cloud: local.settings.sample.json, then local.settings.json, then the environment.
 *
 * @throws CliError 2 that names every bad setting.
 */
export async function readSettings(
  home: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Record<string, string>> {
  const sample = await readValues(join(home, 'local.settings.sample.json'));
  const own = await readValues(join(home, 'local.settings.json'));
  const given = settingNames.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  const all = { ...sample, ...own, ...Object.fromEntries(given) };
  // An empty setting counts as absent: the local cloud may bring it.
  const settings = Object.fromEntries(
    Object.entries(all).filter(([name, value]) => value !== '' && !connections.test(name)),
  );
  check(settings);
  return settings;
}

function check(settings: Record<string, string>): void {
  try {
    readConfig({ ...settings, Storage: 'local', Cosmos: 'local', Events: 'local' });
  } catch (error) {
    throw usageError(
      error instanceof Error ? error.message : String(error),
      'They come from local.settings.json and the environment; README.md lists them all.',
    );
  }
}

async function readValues(path: string): Promise<Record<string, string>> {
  const json = await readFile(path, 'utf8').catch(() => undefined);
  if (json === undefined) return {};
  try {
    return SettingsFile.parse(JSON.parse(json)).Values;
  } catch (error) {
    throw usageError(`${path} cannot be read: ${error instanceof z.ZodError ? z.prettifyError(error) : String(error)}`);
  }
}
