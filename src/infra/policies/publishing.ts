import { broken, created, lastName, property, sameId, type Policy } from './policy.ts';

/** Basic publishing is off for FTP and SCM of each app. Flex rejects `ftpsState`: these resources are the only way. */
export const publishing: Policy = (plan) => {
  const policies = created(plan, 'Microsoft.Web/sites/basicPublishingCredentialsPolicies');
  return created(plan, 'Microsoft.Web/sites').flatMap((site) =>
    ['ftp', 'scm'].flatMap((way) => {
      const policy = policies.find(
        (one) => lastName(one) === way && sameId(one.id, `${site.id}/basicPublishingCredentialsPolicies/${way}`),
      );
      if (policy === undefined)
        return [
          broken(
            site,
            'basic-publishing',
            `${site.name} can be published to with a password: it has no basicPublishingCredentialsPolicies '${way}'`,
          ),
        ];
      if (property(policy, 'properties.allow') === false) return [];
      return [
        broken(policy, 'basic-publishing', `${policy.name} lets people publish with a password: set allow to false`),
      ];
    }),
  );
};
