import { anyObject, anything, arrayOf, integer, mapOf, objectOf, text, truth, unionOf, type Type } from './type.ts';

/** What a built-in function takes and gives, where that does not depend on the arguments. Arity is checked with the names. */
export interface FunctionType {
  /** Types of the first parameters. */
  readonly takes: readonly Type[];
  /** Type of all further ones. */
  readonly more?: Type;
  readonly gives: Type;
}

const list = arrayOf(anything);
const listOrText = unionOf(list, text);
const listTextOrObject = unionOf(list, text, anyObject);
const fixed = (gives: Type, ...takes: readonly Type[]): FunctionType => ({ takes, gives });
const many = (gives: Type, more: Type, ...takes: readonly Type[]): FunctionType => ({ takes, more, gives });

/** Source: learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions (arrays, dates, deployments, strings …). */
export const functionTypes: Readonly<Record<string, FunctionType>> = {
  base64: fixed(text, text),
  base64ToJson: fixed(anything, text),
  base64ToString: fixed(text, text),
  bool: fixed(truth, unionOf(text, integer, truth)),
  buildUri: fixed(text, anyObject),
  cidrHost: fixed(text, text, integer),
  cidrSubnet: fixed(text, text, integer, integer),
  contains: fixed(truth, listTextOrObject, anything),
  dataUri: fixed(text, text),
  dataUriToString: fixed(text, text),
  dateTimeAdd: fixed(text, text, text, text),
  dateTimeFromEpoch: fixed(text, integer),
  dateTimeToEpoch: fixed(integer, text),
  deployer: fixed(objectOf({ objectId: text, tenantId: text, userPrincipalName: text }, 'deployer')),
  deployment: fixed(anything),
  empty: fixed(truth, unionOf(listTextOrObject, { kind: 'null' })),
  endsWith: fixed(truth, text, text),
  extensionResourceId: many(text, text, text),
  fail: fixed(anything, text),
  format: many(text, anything, text),
  getSecret: fixed(text, text, text),
  groupBy: fixed(mapOf(list), list, anything),
  guid: many({ kind: 'string', min: 36, max: 36 }, text),
  indexOf: fixed(integer, listOrText, anything),
  int: fixed(integer, unionOf(text, integer)),
  join: fixed(text, list, text),
  json: fixed(anything, text),
  lastIndexOf: fixed(integer, listOrText, anything),
  length: fixed({ kind: 'int', min: 0 }, listTextOrObject),
  loadFileAsBase64: fixed(text, text),
  loadTextContent: fixed(text, text, text),
  loadYamlContent: fixed(anything, text, text, text),
  managementGroupResourceId: many(text, text),
  mapValues: fixed(anyObject, anyObject, anything),
  max: many(integer, anything),
  min: many(integer, anything),
  newGuid: fixed({ kind: 'string', min: 36, max: 36 }),
  objectKeys: fixed(arrayOf(text), anyObject),
  padLeft: fixed(text, unionOf(text, integer), integer, text),
  parseCidr: fixed(anything, text),
  parseUri: fixed(anyObject, text),
  pickZones: many(arrayOf(text), anything),
  range: fixed(arrayOf(integer), integer, integer),
  readEnvironmentVariable: fixed(text, text, text),
  reference: fixed(anything, text, text, text),
  replace: fixed(text, text, text, text),
  resourceId: many(text, text),
  split: fixed(arrayOf(text), text, unionOf(text, arrayOf(text))),
  startsWith: fixed(truth, text, text),
  string: fixed(text, anything),
  subscriptionResourceId: many(text, text),
  substring: fixed(text, text, integer, integer),
  tenant: fixed(objectOf({ tenantId: text, displayName: text, countryCode: text }, 'tenant')),
  tenantResourceId: many(text, text),
  toLower: fixed(text, text),
  toUpper: fixed(text, text),
  trim: fixed(text, text),
  uniqueString: many({ kind: 'string', min: 13, max: 13 }, text),
  uri: fixed(text, text, text),
  uriComponent: fixed(text, text),
  uriComponentToString: fixed(text, text),
  utcNow: fixed(text, text),
  resourceGroup: fixed(
    objectOf(
      { id: text, name: text, type: text, location: text, tags: anyObject, managedBy: text, properties: anyObject },
      'resourceGroup',
    ),
    text,
    text,
  ),
  subscription: fixed(
    objectOf({ id: text, subscriptionId: text, tenantId: text, displayName: text }, 'subscription'),
    text,
  ),
  environment: fixed(
    objectOf(
      {
        name: text,
        resourceManager: text,
        portal: text,
        authentication: anyObject,
        suffixes: objectOf(
          {
            acrLoginServer: text,
            azureDatalakeAnalyticsCatalogAndJob: text,
            azureDatalakeStoreFileSystem: text,
            keyvaultDns: text,
            sqlServerHostname: text,
            storage: text,
          },
          'suffixes',
        ),
      },
      'environment',
    ),
  ),
};
