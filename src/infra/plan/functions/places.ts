import type { Span } from '../../bicep/source.ts';
import { type Environment, fail } from '../environment.ts';
import { isArray, isObject, type Item } from '../item.ts';
import { anyRuntime, runtimeOf, shown } from '../runtime.ts';
import { resourceGroupScope, resourceId, scopeObject, subscriptionScope, tenantId } from '../scope.ts';
import { integer, text } from './texts.ts';

type PlaceFunction = (args: readonly Item[], environment: Environment, span: Span) => Item;

/** Functions that ask where the template is deployed, or that read files and settings. */
export const placeFunctions: Record<string, PlaceFunction> = {
  resourceGroup: (args, { scope, source }, span) => {
    if (args.length === 0)
      return scope.kind === 'resourceGroup'
        ? scopeObject(scope)
        : fail(source, span, `There is no resource group in a template of a ${scope.kind}`);
    const [first, second] = args.map((argument) => text(argument));
    return scopeObject(
      resourceGroupScope(
        second ?? first ?? '',
        second === undefined ? scope.subscriptionId : (first ?? ''),
        scope.location,
      ),
    );
  },
  subscription: ([id], { scope }) =>
    scopeObject(subscriptionScope(id === undefined ? scope.subscriptionId : text(id), scope.location)),
  managementGroup: ([name]) => ({
    id: `/providers/Microsoft.Management/managementGroups/${name === undefined ? tenantId : text(name)}`,
  }),
  tenant: () => ({ id: '/', tenantId, countryCode: 'CH', displayName: 'offline' }),
  deployment: (_, { deploymentName, scope }) => ({ name: deploymentName, location: scope.location, properties: {} }),
  deployer: () => ({ tenantId, objectId: '00000000-0000-0000-0000-00000000000d', userPrincipalName: '' }),
  environment: () => cloud,
  resourceId: (args, { scope }) =>
    idOf(args, (names) => {
      const { group = scope.name, subscription = scope.subscriptionId } = names;
      return scope.kind === 'resourceGroup' || names.group !== undefined
        ? `/subscriptions/${subscription}/resourceGroups/${group}`
        : scope.id;
    }),
  subscriptionResourceId: (args, { scope }) =>
    idOf(args, ({ group = scope.subscriptionId }) => `/subscriptions/${group}`),
  tenantResourceId: (args) => idOf(args, () => ''),
  managementGroupResourceId: (args) =>
    idOf(args, ({ group = tenantId }) => `/providers/Microsoft.Management/managementGroups/${group}`),
  extensionResourceId: ([scope, ...rest]) => idOf(rest, () => text(scope)),
  loadTextContent: ([path], environment) => environment.readFile(text(path)),
  loadFileAsBase64: ([path], environment) => Buffer.from(environment.readFile(text(path))).toString('base64'),
  loadJsonContent: ([path, query], environment) => pick(JSON.parse(environment.readFile(text(path))) as Item, query),
  readEnvironmentVariable: ([name, otherwise], { variables, source }, span) =>
    variables[text(name)] ??
    otherwise ??
    fail(source, span, `The environment variable ${text(name)} is not set`, 'missing-environment-variable'),
  getSecret: (args) => ({ runtime: `getSecret(${args.map(shown).join(', ')})`, of: `/subscriptions/${text(args[0])}` }),
  externalInput: (args) => ({ runtime: `externalInput(${args.map(shown).join(', ')})`, of: '' }),
  reference: (args) => ofResource('reference', args),
  listKeys: (args) => ofResource('listKeys', args),
  utcNow: ([format], { source }, span) =>
    fail(
      source,
      span,
      `utcNow(${format === undefined ? '' : shown(format)}) has another value at every deployment: give the parameter a value`,
    ),
  newGuid: (_, { source }, span) =>
    fail(source, span, 'newGuid() has another value at every deployment: give the parameter a value'),
  pickZones: (args) =>
    Array.from({ length: Math.min(3, args[3] === undefined ? 1 : integer(args[3])) }, (_, zone) => String(zone + 1)),
};

/** The public cloud, as `environment()` answers. */
const cloud = {
  name: 'AzureCloud',
  authentication: {
    loginEndpoint: 'https://login.microsoftonline.com/',
    audiences: ['https://management.core.windows.net/', 'https://management.azure.com/'],
  },
  resourceManager: 'https://management.azure.com/',
  portal: 'https://portal.azure.com',
  graph: 'https://graph.windows.net/',
  suffixes: {
    ...{ storage: 'core.windows.net', keyvaultDns: '.vault.azure.net', sqlServerHostname: '.database.windows.net' },
    ...{ acrLoginServer: '.azurecr.io', azureDatalakeStoreFileSystem: 'azuredatalakestore.net' },
  },
};

/** Arguments before the type are the subscription and the group, or one of them. */
function idOf(args: readonly Item[], below: (names: { group?: string; subscription?: string }) => string): Item {
  const runtime = anyRuntime(args);
  if (runtime !== undefined) return runtimeOf(`resourceId(${args.map(shown).join(', ')})`, runtime);
  const texts = args.map((argument) => text(argument));
  const at = texts.findIndex((part) => part.includes('/') && !part.startsWith('/'));
  if (at < 0) throw new TypeError("a type as 'Provider/type' is needed");
  const [group, subscription] = texts.slice(0, at).reverse();
  const prefix = below({ ...(group !== undefined && { group }), ...(subscription !== undefined && { subscription }) });
  return resourceId(prefix, texts[at] ?? '', texts.slice(at + 1).join('/'));
}

function ofResource(name: string, args: readonly Item[]): Item {
  return { runtime: `${name}(${args.map(shown).join(', ')})`, of: typeof args[0] === 'string' ? args[0] : '' };
}

/** `loadJsonContent('x.json', '$.a.b[0]')`. */
function pick(value: Item, query: Item | undefined): Item {
  if (query === undefined || query === null) return value;
  const steps = text(query)
    .replace(/^\$?\.?/, '')
    .split(/[.[\]]+/)
    .filter((step) => step !== '');
  return steps.reduce<Item>((inner, name) => {
    const found = isArray(inner) ? inner[integer(name)] : isObject(inner) ? inner[name] : undefined;
    if (found === undefined) throw new RangeError(`the file has nothing at '${text(query)}'`);
    return found;
  }, value);
}
