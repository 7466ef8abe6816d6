import { broken, created, listOf, property, shown, type Policy } from './policy.ts';

const type = 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials';

/** An identity trusts tokens of one issuer for one subject, made out to Entra. */
export const federation: Policy = (plan) =>
  created(plan, type).flatMap((trust) => {
    const issuer = shown(property(trust, 'properties.issuer'));
    const subject = shown(property(trust, 'properties.subject'));
    const audiences = listOf(property(trust, 'properties.audiences')).map(shown);
    const rules: [boolean, string][] = [
      [issuer.startsWith('https://'), `trusts the issuer '${issuer}'`],
      [subject !== '' && subject !== 'missing', `trusts the subject '${subject}'`],
      [audiences.join() === 'api://AzureADTokenExchange', `takes tokens for '${audiences.join()}'`],
    ];
    return rules
      .filter(([kept]) => !kept)
      .map(([, message]) => broken(trust, 'federation', `${trust.name} ${message}`));
  });
