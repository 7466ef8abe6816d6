import type { Plan, PlannedResource } from '../plan/plan.ts';
import type { Problem } from '../problem.ts';
import { at, broken, created, listOf, property, shown, type Policy } from './policy.ts';

const storage = 'Microsoft.Storage/storageAccounts';

/** What is overwritten is kept for a while, and goes then: in the account of the documents, by versions and a lifecycle. */
export const retention: Policy = (plan) =>
  created(plan, storage).flatMap((account) => (holdsDocuments(plan, account) ? accountProblems(plan, account) : []));

/** The other accounts are the hosts'. */
const holdsDocuments = (plan: Plan, account: PlannedResource) =>
  created(plan, `${storage}/queueServices/queues`).some(({ name }) => name.startsWith(`${account.name}/`));

function accountProblems(plan: Plan, account: PlannedResource): Problem[] {
  const blobs = created(plan, `${storage}/blobServices`).find(({ name }) => name === `${account.name}/default`);
  const lifecycle = created(plan, `${storage}/managementPolicies`).find(
    ({ name }) => name === `${account.name}/default`,
  );
  const days = blobs && property(blobs, 'properties.deleteRetentionPolicy.days');
  if (lifecycle === undefined)
    return [
      broken(account, 'lifecycle', `${account.name} keeps earlier versions for ever: it has no managementPolicies`),
    ];
  const rules = listOf(property(lifecycle, 'properties.policy.rules')).filter(
    (rule) => at(rule, 'enabled') === true && at(rule, 'type') === 'Lifecycle',
  );
  const memo = rules.find((rule) => listOf(at(rule, 'definition.filters.prefixMatch')).includes('artifacts/memo/'));
  const versions = rules.find((rule) => at(rule, 'definition.actions.version') !== undefined);
  const ofBlocks = rules.every(
    (rule) => listOf(at(rule, 'definition.filters.blobTypes')).map(shown).join() === 'blockBlob',
  );
  return [
    ...(blobs && property(blobs, 'properties.isVersioningEnabled') === true
      ? []
      : [
          broken(
            blobs ?? account,
            'retention',
            `${account.name} does not keep what is overwritten: set isVersioningEnabled`,
          ),
        ]),
    ...(at(memo, 'definition.actions.baseBlob.delete.daysAfterModificationGreaterThan') === 30
      ? []
      : [broken(lifecycle, 'lifecycle', 'The memo (artifacts/memo/) is to be deleted 30 days after it was written')]),
    ...(days !== undefined && at(versions, 'definition.actions.version.delete.daysAfterCreationGreaterThan') === days
      ? []
      : [
          broken(
            lifecycle,
            'lifecycle',
            `Earlier versions are to be deleted after ${shown(days)} days, as what was deleted is`,
          ),
        ]),
    ...(ofBlocks ? [] : [broken(lifecycle, 'lifecycle', 'Rules that delete are for blobTypes blockBlob')]),
  ];
}
