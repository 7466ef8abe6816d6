import type { PlannedResource } from '../plan/plan.ts';
import { broken, lastName, type Policy } from './policy.ts';

const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const blobOrQueue = /^[a-z\d](?!.*--)[a-z\d-]{1,61}[a-z\d]$/;

/** Source: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
const rules: Readonly<Record<string, { readonly matches: RegExp; readonly says: string }>> = {
  'Microsoft.Authorization/roleAssignments': { matches: guid, says: 'a GUID' },
  'Microsoft.CognitiveServices/accounts': {
    matches: /^[a-zA-Z\d][a-zA-Z\d-]{1,63}$/,
    says: '2–64 letters, digits and hyphens',
  },
  'Microsoft.Consumption/budgets': { matches: /^[\w-]{1,63}$/, says: '1–63 letters, digits, hyphens and underscores' },
  'Microsoft.DocumentDB/databaseAccounts': {
    matches: /^[a-z\d][a-z\d-]{1,42}[a-z\d]$/,
    says: '3–44 lower-case letters, digits and hyphens',
  },
  'Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions': { matches: guid, says: 'a GUID' },
  'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments': { matches: guid, says: 'a GUID' },
  'Microsoft.EventGrid/systemTopics': { matches: /^[a-zA-Z\d-]{3,50}$/, says: '3–50 letters, digits and hyphens' },
  'Microsoft.EventGrid/systemTopics/eventSubscriptions': {
    matches: /^[a-zA-Z\d-]{3,64}$/,
    says: '3–64 letters, digits and hyphens',
  },
  'Microsoft.EventHub/namespaces': {
    matches: /^[a-zA-Z][a-zA-Z\d-]{4,48}[a-zA-Z\d]$/,
    says: '6–50 letters, digits and hyphens, beginning with a letter',
  },
  'Microsoft.EventHub/namespaces/eventhubs': {
    matches: /^[a-zA-Z\d][\w.-]{0,255}$/,
    says: '1–256 letters, digits, dots, hyphens and underscores',
  },
  'Microsoft.EventHub/namespaces/eventhubs/consumergroups': {
    matches: /^[a-zA-Z\d][\w.-]{0,49}$/,
    says: '1–50 letters, digits, dots, hyphens and underscores',
  },
  'Microsoft.Insights/workbooks': { matches: guid, says: 'a GUID' },
  'Microsoft.Insights/components': {
    matches: /^[^%&\\?/]{1,259}[^%&\\?/. ]$/,
    says: '1–260 characters without %&\\?/',
  },
  'Microsoft.Insights/scheduledQueryRules': {
    matches: /^[^*#&+:<>?@%{}\\/|]{1,260}$/,
    says: '1–260 characters without *#&+:<>?@%{}\\/',
  },
  'Microsoft.KeyVault/vaults': {
    matches: /^[a-zA-Z](?!.*--)[a-zA-Z\d-]{1,22}[a-zA-Z\d]$/,
    says: '3–24 letters, digits and hyphens, beginning with a letter',
  },
  'Microsoft.ManagedIdentity/userAssignedIdentities': {
    matches: /^[a-zA-Z\d][\w-]{2,127}$/,
    says: '3–128 letters, digits, hyphens and underscores',
  },
  'Microsoft.Network/privateEndpoints': {
    matches: /^[a-zA-Z\d][\w.-]{0,62}\w$/,
    says: '2–64 letters, digits, dots, hyphens and underscores',
  },
  'Microsoft.Network/virtualNetworks': {
    matches: /^[a-zA-Z\d][\w.-]{0,62}\w$/,
    says: '2–64 letters, digits, dots, hyphens and underscores',
  },
  'Microsoft.OperationalInsights/workspaces': {
    matches: /^[a-zA-Z\d][a-zA-Z\d-]{2,61}[a-zA-Z\d]$/,
    says: '4–63 letters, digits and hyphens',
  },
  'Microsoft.Resources/resourceGroups': {
    matches: /^[\w.()-]{0,89}[\w()-]$/,
    says: '1–90 letters, digits, dots, hyphens, underscores and brackets',
  },
  'Microsoft.Storage/storageAccounts': { matches: /^[a-z\d]{3,24}$/, says: '3–24 lower-case letters and digits' },
  'Microsoft.Storage/storageAccounts/blobServices/containers': {
    matches: blobOrQueue,
    says: '3–63 lower-case letters, digits and single hyphens',
  },
  'Microsoft.Storage/storageAccounts/queueServices/queues': {
    matches: blobOrQueue,
    says: '3–63 lower-case letters, digits and single hyphens',
  },
  'Microsoft.Web/serverfarms': { matches: /^[a-zA-Z\d-]{1,60}$/, says: '1–60 letters, digits and hyphens' },
  'Microsoft.Web/sites': {
    matches: /^[a-zA-Z\d][a-zA-Z\d-]{0,58}[a-zA-Z\d]$/,
    says: '2–60 letters, digits and hyphens',
  },
};

/** Names are as Azure takes them: found here, not by a deployment that breaks off halfway. */
export const names: Policy = (plan) =>
  plan.resources.flatMap((resource) => {
    const rule = ruleOf(resource);
    const name = lastName(resource);
    if (resource.existing || rule === undefined || rule.matches.test(name)) return [];
    return [
      broken(resource, 'name', `'${name}' (${name.length} characters) is no name for ${resource.type}: ${rule.says}`),
    ];
  });

const ruleOf = ({ type }: PlannedResource) =>
  Object.entries(rules).find(([known]) => known.toLowerCase() === type.toLowerCase())?.[1];
