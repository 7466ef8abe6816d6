import type { PlannedResource } from '../plan/plan.ts';
import { settingsOf } from '../policies/identities.ts';
import { broken } from '../policies/policy.ts';
import type { Problem } from '../problem.ts';
import type { PlannedApp, Sides } from './sides.ts';
import { placeOf, type CodeFacts, type TriggeredFunction } from './code-facts.ts';

/** Settings that the code reads and no deployment gives, with the reason. */
const left: Readonly<Record<string, string>> = {
  Storage: 'a connection string; the app asks with its identity',
  Cosmos: 'a connection string; the app asks with its identity',
  Events: 'a connection string; the app asks with its identity',
  DOCUMENT_INTELLIGENCE_KEY: 'a key; the app asks with its identity',
  BUILD_COMMIT: 'the package says it itself',
};
/** Settings that the host and the SDKs read, not the code. */
const platform =
  /^(AZURE_CLIENT_ID|languageWorkers__node__arguments|APPLICATIONINSIGHTS_(CONNECTION|AUTHENTICATION)_STRING|AzureWebJobsStorage__(accountName|credential|clientId))$/;
/** What a trigger's connection by identity needs. Source: learn.microsoft.com/azure/azure-functions/functions-reference, Connections */
const address = {
  storageQueue: 'queueServiceUri',
  cosmosDB: 'accountEndpoint',
  eventHub: 'fullyQualifiedNamespace',
} as const;

/** Each setting that the code reads is given, and each that is given is read; for both apps. */
export function settingProblems({ main, code }: Sides, apps: readonly PlannedApp[]): Problem[] {
  return apps.flatMap(({ role, resource: app }) => {
    const found = settingsOf(main, app);
    if (found === undefined) return [broken(app, 'app-settings', `${app.name} has no app settings`)];
    const given = Object.keys(found.settings);
    return [
      ...missing(code, given, found.resource),
      ...unused(code, given, found.resource),
      ...disabled(code, given, role, found.resource),
    ];
  });
}

function missing(code: CodeFacts, given: readonly string[], at: PlannedResource): Problem[] {
  const read = code.settings
    .filter(({ name }) => !(name in left))
    .map((setting) => ({ name: setting.name, by: placeOf(setting) }));
  const asked = code.functions.flatMap((one) => neededBy(one).map((name) => ({ name, by: placeOf(one) })));
  const host = ['accountName', 'credential', 'clientId'].map((name) => ({
    name: `AzureWebJobsStorage__${name}`,
    by: 'the Functions host',
  }));
  const wanted = [
    ...read,
    ...asked,
    ...host,
    { name: 'AZURE_CLIENT_ID', by: 'DefaultAzureCredential in src/adapters/azure-clients.ts' },
  ];
  return wanted
    .filter(({ name }) => !given.includes(name))
    .map(({ name, by }) => broken(at, 'missing-setting', `${at.name} has no ${name}, which ${by} reads`));
}

/** Of a trigger by identity, and of the settings in its `%…%`. */
function neededBy({ connection, trigger, settings }: TriggeredFunction): string[] {
  if (connection === undefined || !(trigger in address)) return [...settings];
  const where = address[trigger as keyof typeof address];
  return [...settings, ...[where, 'credential', 'clientId'].map((name) => `${connection}__${name}`)];
}

function unused({ settings, functions }: CodeFacts, given: readonly string[], at: PlannedResource): Problem[] {
  const known = new Set([...settings.map(({ name }) => name), ...functions.flatMap(neededBy)]);
  return given
    .filter((name) => name in left || (!known.has(name) && !platform.test(name) && disabledName(name) === undefined))
    .map((name) =>
      broken(
        at,
        'unused-setting',
        left[name] === undefined ? `No code reads ${name} of ${at.name}` : `${at.name} gives ${name}: ${left[name]}`,
      ),
    );
}

const disabledName = (setting: string) => /^AzureWebJobs\.(.+)\.Disabled$/.exec(setting)?.[1];

/** The live app runs every function; a candidate only those that HTTP starts, or two apps take from one queue. */
function disabled(
  { functions }: CodeFacts,
  given: readonly string[],
  role: PlannedApp['role'],
  at: PlannedResource,
): Problem[] {
  const off = given.flatMap((name) => disabledName(name) ?? []);
  const triggered = functions.map(({ name }) => name);
  if (role === 'live') return off.map((name) => broken(at, 'disabled-function', `The live app does not run ${name}`));
  return [
    ...functions
      .filter(({ name }) => !off.includes(name))
      .map((one) =>
        broken(
          at,
          'candidate-trigger',
          `The candidate runs ${one.name} (${placeOf(one)}), which would take what is the live app's`,
        ),
      ),
    ...off
      .filter((name) => !triggered.includes(name))
      .map((name) => broken(at, 'disabled-function', `There is no function ${name} that could be disabled`)),
  ];
}
