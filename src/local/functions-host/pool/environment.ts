import type { Settings } from '../settings/expressions.ts';

/** What a program needs of the machine to work at all; nothing else of the host's environment reaches the app. */
const machineNames = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TMP',
  'TEMP',
  'LANG',
  'LC_ALL',
  'TZ',
  'USER',
  'SystemRoot',
  'COMSPEC',
  'PATHEXT',
  'APPDATA',
  'LOCALAPPDATA',
  'USERPROFILE',
];

/** The environment of a worker: the machine, what the runtime sets, and the settings, which win. */
export function workerEnvironment(
  host: { appDir: string; port: number; environment: NodeJS.ProcessEnv },
  settings: Settings,
): NodeJS.ProcessEnv {
  const machine = Object.fromEntries(machineNames.map((name) => [name, host.environment[name]]));
  return {
    ...machine,
    AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
    AzureWebJobsScriptRoot: host.appDir,
    FUNCTIONS_WORKER_RUNTIME: 'node',
    WEBSITE_HOSTNAME: `localhost:${host.port}`,
    ...settings,
  };
}
