import type { Value } from '../plan/value.ts';
import { broken, created, property, shown, type Policy } from './policy.ts';

interface Expectation {
  readonly type: string;
  readonly path: string;
  /** What is right. */
  readonly is: readonly Value[] | { readonly atLeast: number; readonly atMost?: number };
  readonly code: string;
  readonly why: string;
}

const storage = 'Microsoft.Storage/storageAccounts';
const blobs = `${storage}/blobServices`;
const cosmos = 'Microsoft.DocumentDB/databaseAccounts';
const hubs = 'Microsoft.EventHub/namespaces';
const site = 'Microsoft.Web/sites';
const vault = 'Microsoft.KeyVault/vaults';
const workspace = 'Microsoft.OperationalInsights/workspaces';
const insights = 'Microsoft.Insights/components';
const alert = 'Microsoft.Insights/scheduledQueryRules';
const workbook = 'Microsoft.Insights/workbooks';
const cognitive = 'Microsoft.CognitiveServices/accounts';

const tls = { code: 'tls', why: 'older TLS is broken' };
const https = { code: 'https-only', why: 'what is sent in the clear can be read' };
const keys = { code: 'keys-off', why: 'a key cannot be taken away from one person' };
const closed = { code: 'anonymous', why: 'nobody gets in without saying who they are' };
const back = { code: 'retention', why: 'what was deleted by mistake can be got back' };

/** What holds for every resource of a type, in every environment. */
const expectations: readonly Expectation[] = [
  { type: storage, path: 'properties.minimumTlsVersion', is: ['TLS1_2', 'TLS1_3'], ...tls },
  { type: cosmos, path: 'properties.minimalTlsVersion', is: ['Tls12'], ...tls },
  { type: hubs, path: 'properties.minimumTlsVersion', is: ['1.2'], ...tls },
  { type: storage, path: 'properties.supportsHttpsTrafficOnly', is: [true], ...https },
  { type: site, path: 'properties.httpsOnly', is: [true], ...https },
  { type: storage, path: 'properties.allowSharedKeyAccess', is: [false], ...keys },
  { type: storage, path: 'properties.defaultToOAuthAuthentication', is: [true], ...keys },
  { type: storage, path: 'properties.isLocalUserEnabled', is: [false], ...keys },
  { type: storage, path: 'properties.allowCrossTenantReplication', is: [false], ...closed },
  { type: storage, path: 'properties.allowBlobPublicAccess', is: [false], ...closed },
  { type: `${blobs}/containers`, path: 'properties.publicAccess', is: ['None'], ...closed },
  { type: cosmos, path: 'properties.disableLocalAuth', is: [true], ...keys },
  { type: cosmos, path: 'properties.disableKeyBasedMetadataWriteAccess', is: [true], ...keys },
  { type: hubs, path: 'properties.disableLocalAuth', is: [true], ...keys },
  { type: cognitive, path: 'properties.disableLocalAuth', is: [true], ...keys },
  { type: workspace, path: 'properties.features.disableLocalAuth', is: [true], ...keys },
  { type: insights, path: 'properties.DisableLocalAuth', is: [true], ...keys },
  { type: vault, path: 'properties.enableRbacAuthorization', is: [true], ...keys },
  { type: blobs, path: 'properties.deleteRetentionPolicy.enabled', is: [true], ...back },
  { type: blobs, path: 'properties.deleteRetentionPolicy.days', is: { atLeast: 7 }, ...back },
  { type: blobs, path: 'properties.containerDeleteRetentionPolicy.enabled', is: [true], ...back },
  { type: blobs, path: 'properties.containerDeleteRetentionPolicy.days', is: { atLeast: 7 }, ...back },
  { type: vault, path: 'properties.enableSoftDelete', is: [true], ...back },
  { type: vault, path: 'properties.enablePurgeProtection', is: [true], ...back },
  { type: vault, path: 'properties.softDeleteRetentionInDays', is: { atLeast: 30, atMost: 90 }, ...back },
  { type: workspace, path: 'properties.retentionInDays', is: { atLeast: 30, atMost: 730 }, ...back },
  { type: cosmos, path: 'properties.backupPolicy.type', is: ['Periodic', 'Continuous'], ...back },
  {
    type: cosmos,
    path: 'properties.consistencyPolicy.defaultConsistencyLevel',
    is: ['Session'],
    code: 'consistency',
    why: 'the code was tested with it',
  },
  {
    type: cosmos,
    path: 'properties.locations.0.failoverPriority',
    is: [0],
    code: 'location',
    why: 'there is one region, which is written to',
  },
  { type: workbook, path: 'properties.category', is: ['workbook'], code: 'workbook', why: 'it is not shown otherwise' },
  { type: hubs, path: 'sku.name', is: ['Standard', 'Premium'], code: 'sku', why: 'Basic has no consumer groups' },
  { type: hubs, path: 'sku.capacity', is: { atLeast: 1, atMost: 40 }, code: 'sku', why: 'units are 1 to 40' },
  {
    type: hubs,
    path: 'properties.isAutoInflateEnabled',
    is: [true],
    code: 'sku',
    why: 'maximumThroughputUnits counts with it only',
  },
  { type: alert, path: 'properties.autoMitigate', is: [true], code: 'alert', why: 'what is mended closes its alert' },
  { type: workbook, path: 'kind', is: ['shared'], code: 'workbook', why: 'everybody in the group sees it' },
  { type: alert, path: 'properties.enabled', is: [true], code: 'alert', why: 'a rule that is off tells nobody' },
  {
    type: 'Microsoft.Insights/actionGroups',
    path: 'properties.enabled',
    is: [true],
    code: 'alert',
    why: 'a group that is off tells nobody',
  },
];

/** Values that hold for every resource of their type: TLS, keys off, soft delete. */
export const expectedValues: Policy = (plan) =>
  expectations.flatMap(({ type, path, is, code, why }) =>
    created(plan, type)
      .filter((resource) => !isRight(property(resource, path), is))
      .map((resource) =>
        broken(
          resource,
          code,
          `${resource.name}: ${path} is ${shown(property(resource, path))}, not ${wanted(is)}: ${why}`,
        ),
      ),
  );

function isRight(value: Value | undefined, is: Expectation['is']): boolean {
  if ('atLeast' in is) return typeof value === 'number' && value >= is.atLeast && value <= (is.atMost ?? Infinity);
  return is.some((one) => one === value);
}

const wanted = (is: Expectation['is']): string =>
  'atLeast' in is
    ? `${is.atLeast} or more${is.atMost === undefined ? '' : `, up to ${is.atMost}`}`
    : is.map(shown).join(' or ');
