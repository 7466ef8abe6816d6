/** Least and most arguments. */
type Arity = readonly [least: number, most: number];

const any = Number.POSITIVE_INFINITY;

/** The functions of Bicep. Source: learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions. */
export const functionTable: Readonly<Record<string, Arity>> = {
  // any, arrays and objects
  ...{
    any: [1, 1],
    array: [1, 1],
    coalesce: [1, any],
    concat: [1, any],
    contains: [2, 2],
    empty: [1, 1],
    first: [1, 1],
  },
  ...{ flatten: [1, 1], indexOf: [2, 2], intersection: [2, any], items: [1, 1], last: [1, 1], lastIndexOf: [2, 2] },
  ...{ length: [1, 1], max: [1, any], min: [1, any], objectKeys: [1, 1], range: [2, 2], shallowMerge: [1, 1] },
  ...{ skip: [2, 2], take: [2, 2], tryGet: [2, any], union: [1, any], json: [1, 1] },
  // lambdas
  ...{
    filter: [2, 2],
    groupBy: [2, 2],
    map: [2, 2],
    mapValues: [2, 2],
    reduce: [3, 3],
    sort: [2, 2],
    toObject: [2, 3],
  },
  // text and numbers
  ...{
    base64: [1, 1],
    base64ToJson: [1, 1],
    base64ToString: [1, 1],
    bool: [1, 1],
    dataUri: [1, 1],
    dataUriToString: [1, 1],
  },
  ...{
    endsWith: [2, 2],
    fail: [1, 1],
    format: [1, any],
    guid: [1, any],
    int: [1, 1],
    join: [2, 2],
    newGuid: [0, 0],
    padLeft: [2, 3],
  },
  ...{
    replace: [3, 3],
    split: [2, 2],
    startsWith: [2, 2],
    string: [1, 1],
    substring: [2, 3],
    toLower: [1, 1],
    toUpper: [1, 1],
  },
  ...{ trim: [1, 1], uniqueString: [1, any], uri: [2, 2], uriComponent: [1, 1], uriComponentToString: [1, 1] },
  ...{ buildUri: [1, 1], parseUri: [1, 1] },
  // dates and networks
  ...{ dateTimeAdd: [2, 3], dateTimeFromEpoch: [1, 1], dateTimeToEpoch: [1, 1], utcNow: [0, 1] },
  ...{ cidrHost: [2, 2], cidrSubnet: [3, 3], parseCidr: [1, 1] },
  // files
  ...{
    loadFileAsBase64: [1, 1],
    loadJsonContent: [1, 3],
    loadTextContent: [1, 2],
    loadYamlContent: [1, 3],
    loadDirectoryFileInfo: [1, 2],
  },
  // where it is deployed
  ...{
    deployer: [0, 0],
    deployment: [0, 0],
    environment: [0, 0],
    resourceGroup: [0, 2],
    subscription: [0, 1],
    tenant: [0, 0],
  },
  ...{ managementGroup: [0, 1], nameof: [1, 1] },
  // resources
  ...{ extensionResourceId: [3, any], listAccountSas: [2, 3], listKeys: [2, 3], list: [2, 3], listSecrets: [2, 3] },
  ...{
    managementGroupResourceId: [2, any],
    pickZones: [3, 5],
    providers: [1, 2],
    reference: [1, 3],
    references: [1, 2],
  },
  ...{ resourceId: [2, any], subscriptionResourceId: [2, any], tenantResourceId: [2, any], toLogicalZone: [3, 3] },
  ...{ toLogicalZones: [3, 3], toPhysicalZone: [3, 3], toPhysicalZones: [3, 3] },
};

/** Those of parameter files besides. */
export const parameterFileFunctions: Readonly<Record<string, Arity>> = {
  readEnvironmentVariable: [1, 2],
  getSecret: [3, 4],
  externalInput: [1, 2],
  inlineArgument: [1, 1],
};

/** Only where a default of a parameter is given. */
export const defaultsOnly: ReadonlySet<string> = new Set(['newGuid', 'utcNow']);

/** Methods of resources and modules: `storage.listKeys()`, `vault.getSecret('x')`. */
export const methods = /^(?:list[A-Z]?\w*|getSecret|withSecureProperties|reference|toString)$/;
