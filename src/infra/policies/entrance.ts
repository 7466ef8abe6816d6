import { broken, created, property, sameId, shown, type Policy } from './policy.ts';

/** Of each app's `web` configuration. */
const wanted = {
  minTlsVersion: '1.2',
  scmMinTlsVersion: '1.2',
  http20Enabled: true,
  // Who may call the app is not who may deploy it.
  scmIpSecurityRestrictionsUseMain: false,
} as const;

/** Each app says how it is reached: TLS, HTTP/2, and that deployments have a door of their own. */
export const entrance: Policy = (plan) =>
  created(plan, 'Microsoft.Web/sites').flatMap((app) => {
    const web = created(plan, 'Microsoft.Web/sites/config').find(({ id }) => sameId(id, `${app.id}/config/web`));
    if (web === undefined)
      return [broken(app, 'entrance', `${app.name} does not say how it is reached: it has no config 'web'`)];
    const action = property(web, 'properties.ipSecurityRestrictionsDefaultAction');
    return [
      ...Object.entries(wanted)
        .filter(([name, value]) => property(web, `properties.${name}`) !== value)
        .map(([name, value]) =>
          broken(
            web,
            'entrance',
            `${app.name}: ${name} is ${shown(property(web, `properties.${name}`))}, not ${String(value)}`,
          ),
        ),
      ...(action === 'Allow' || action === 'Deny'
        ? []
        : [broken(web, 'entrance', `${app.name} does not say who may call it`)]),
    ];
  });
