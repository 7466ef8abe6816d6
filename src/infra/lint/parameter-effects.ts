import type { Plan, PlannedResource } from '../plan/plan.ts';
import type { Problem } from '../problem.ts';
import { at, broken, created, listOf, property, shown, type Policy } from '../policies/policy.ts';
import type { Value } from '../plan/value.ts';

const storage = 'Microsoft.Storage/storageAccounts';
const cosmos = 'Microsoft.DocumentDB/databaseAccounts';
const credentials = 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials';

interface Effect {
  readonly type: string;
  /** What must be, given the parameters; the text says what is wrong. */
  readonly check: (resource: PlannedResource, parameters: Plan['parameters']) => string | undefined;
}

const differs = (what: string, is: Value | undefined, wanted: Value): string | undefined =>
  shown(is) === shown(wanted) ? undefined : `${what} is ${shown(is)}, the parameters ask for ${shown(wanted)}`;

/** `zoneRedundant`, `cosmosThroughput`, `corsOrigins`, `callers` …: what each must bring wherever it counts. */
const effects: readonly Effect[] = [
  {
    type: storage,
    check: (one, { zoneRedundant: zones }) =>
      differs('sku.name', property(one, 'sku.name'), zones === true ? 'Standard_ZRS' : 'Standard_LRS'),
  },
  {
    type: cosmos,
    check: (one, { zoneRedundant: zones }) =>
      differs(
        'isZoneRedundant',
        at(listOf(property(one, 'properties.locations'))[0], 'isZoneRedundant'),
        zones === true,
      ),
  },
  {
    type: cosmos,
    check: (one, { zoneRedundant: zones }) => {
      const backup = property(one, 'properties.backupPolicy.periodicModeProperties.backupStorageRedundancy');
      return backup === undefined
        ? undefined
        : differs('backupStorageRedundancy', backup, zones === true ? 'Zone' : 'Local');
    },
  },
  {
    type: 'Microsoft.Web/serverfarms',
    check: (one, { zoneRedundant: zones }) =>
      differs('zoneRedundant', property(one, 'properties.zoneRedundant') ?? false, zones === true),
  },
  {
    type: cosmos,
    check: (one, { cosmosBackup: kind }) =>
      differs(
        'backupPolicy.type',
        property(one, 'properties.backupPolicy.type'),
        kind === 'continuous' ? 'Continuous' : 'Periodic',
      ),
  },
  {
    type: cosmos,
    check: (one, { cosmosThroughput: paid }) => {
      const names = listOf(property(one, 'properties.capabilities')).map((capability) => shown(at(capability, 'name')));
      return differs('EnableServerless', names.includes('EnableServerless'), paid === 'serverless');
    },
  },
];

/** Where a plan is not what its parameters ask for. Plans of other templates have none of these parameters. */
export const parameterEffects: Policy = (plan) => [
  ...('zoneRedundant' in plan.parameters ? effectsOnMain(plan) : []),
  ...('federatedIssuer' in plan.parameters ? federation(plan) : []),
];

function effectsOnMain(plan: Plan): Problem[] {
  const each = effects.flatMap(({ type, check }) =>
    created(plan, type).flatMap((resource) => {
      const wrong = check(resource, plan.parameters);
      return wrong === undefined ? [] : [broken(resource, 'parameter-effect', `${resource.name}: ${wrong}.`)];
    }),
  );
  return [...each, ...throughput(plan), ...entrances(plan), ...waiting(plan)];
}

/** A serverless account refuses containers and databases with throughput; the other kind needs one that has it. */
function throughput(plan: Plan): Problem[] {
  const owners = [...created(plan, `${cosmos}/sqlDatabases`), ...created(plan, `${cosmos}/sqlDatabases/containers`)];
  const paid = owners.filter((one) => property(one, 'properties.options.autoscaleSettings') !== undefined);
  const [first] = owners;
  if (plan.parameters['cosmosThroughput'] === 'serverless')
    return paid.map((one) =>
      broken(one, 'parameter-effect', `${one.name} has throughput of its own in a serverless account.`),
    );
  return paid.length > 0 || !first
    ? []
    : [broken(first, 'parameter-effect', 'Nothing has autoscaleSettings: Azure would give each container 400 RU/s.')];
}

/** Instances of the live app that wait for calls. */
function waiting(plan: Plan): Problem[] {
  const live = created(plan, 'Microsoft.Web/sites').filter(({ name }) => name === plan.outputs['liveAppName']);
  return live.flatMap((app) => {
    const groups = listOf(property(app, 'properties.functionAppConfig.scaleAndConcurrency.alwaysReady'));
    const count = groups.reduce<number>((sum, group) => sum + Number(at(group, 'instanceCount')), 0);
    const wrong = differs('alwaysReady', count, plan.parameters['alwaysReady'] ?? 0);
    return wrong === undefined ? [] : [broken(app, 'parameter-effect', `${app.name}: ${wrong}.`)];
  });
}

/** Origins and callers that are given are let in, and nobody beside the callers. */
function entrances({ parameters, ...plan }: Plan): Problem[] {
  const all = { parameters, ...plan };
  const origins = listOf(parameters['corsOrigins']);
  const callers = listOf(parameters['callers']);
  const account = shown(plan.outputs['storageAccountName']);
  const wrongBlobs = created(all, `${storage}/blobServices`).filter((one) => {
    if (!one.name.startsWith(`${account}/`)) return false;
    const rules = property(one, 'properties.cors.corsRules');
    return rules !== undefined && listOf(rules).length > 0 !== origins.length > 0;
  });
  const wrongSites = created(all, 'Microsoft.Web/sites/config').filter((one) => {
    const restrictions = property(one, 'properties.ipSecurityRestrictions');
    if (restrictions === undefined) return false;
    const otherwise = property(one, 'properties.ipSecurityRestrictionsDefaultAction');
    const isClosed = callers.length > 0;
    return (
      listOf(restrictions).length !== (isClosed ? callers.length + 1 : 0) || otherwise !== (isClosed ? 'Deny' : 'Allow')
    );
  });
  return [
    ...wrongBlobs.map((one) =>
      broken(one, 'parameter-effect', `${one.name}: CORS rules are there without origins, or origins without rules.`),
    ),
    ...wrongSites.map((one) =>
      broken(
        one,
        'parameter-effect',
        `${one.name}: with callers given, they and Event Grid are let in, else everybody.`,
      ),
    ),
  ];
}

/** What the identity that releases needs: Contributor, and Role Based Access Control Administrator. Source: learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const deployerRoles = ['b24988ac-6180-42a0-ab88-20f7382dd24c', 'f58310d9-a9f6-439a-9e8d-f62e7b41a168'];

/** Without its credential the pipeline cannot sign in; without both roles it cannot deploy. */
function federation(plan: Plan): Problem[] {
  const { federatedIssuer: issuer, federatedSubject: subject } = plan.parameters;
  const isRight = (one: PlannedResource) =>
    shown(property(one, 'properties.issuer')) === issuer && shown(property(one, 'properties.subject')) === subject;
  const [identity] = created(plan, 'Microsoft.ManagedIdentity/userAssignedIdentities');
  if (!identity) return [];
  const given = created(plan, 'Microsoft.Authorization/roleAssignments').map((one) =>
    shown(property(one, 'properties.roleDefinitionId')),
  );
  const missing = deployerRoles.filter((role) => !given.some((id) => id.endsWith(role)));
  return [
    ...(created(plan, credentials).some(isRight)
      ? []
      : ['has no federated credential of the issuer and subject that are given']),
    ...missing.map((role) => `is not given the role ${role}`),
  ].map((wrong) => broken(identity, 'parameter-effect', `${identity.name} ${wrong}.`));
}
