import { z } from 'zod';
import type { AzCall } from './arguments.ts';
import { AzError } from './az-error.ts';

/** How to get a token from a local issuer. */
interface TokenSource {
  readonly tokenUrl: string;
  readonly scope: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

interface Signed {
  readonly connection: string;
  readonly subscriptionId: string;
  readonly tenantId: string;
  /** Of the environment whose API `resource` names; undefined: no such application. */
  readonly issuerOf: (resource: string) => Promise<TokenSource | undefined>;
}

const Token = z.object({ access_token: z.string(), expires_in: z.number() });

/** `az account …` for the identity of a service connection. */
export async function accountCommand(
  call: AzCall,
  { connection, subscriptionId, tenantId, issuerOf }: Signed,
): Promise<unknown> {
  if (call.command === 'account show')
    return { id: subscriptionId, name: 'rehearsal', tenantId, user: { name: connection, type: 'servicePrincipal' } };
  const resource = call.one('--resource');
  const issuer = await issuerOf(resource);
  if (!issuer)
    throw new AzError(
      1,
      `AADSTS500011: The resource principal named ${resource} was not found in the tenant named ${tenantId}.`,
    );
  const { tokenUrl, scope, clientId, clientSecret } = issuer;
  const response = await fetch(tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope,
      client_id: clientId,
      client_secret: clientSecret,
    }),
  });
  const text = await response.text();
  if (!response.ok) throw new AzError(1, text);
  const { access_token: accessToken, expires_in: seconds } = Token.parse(JSON.parse(text));
  return {
    accessToken,
    expires_on: Math.floor(Date.now() / 1000) + seconds,
    subscription: subscriptionId,
    tenant: tenantId,
    tokenType: 'Bearer',
  };
}
