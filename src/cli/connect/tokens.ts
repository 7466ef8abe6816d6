import { z } from 'zod';
import { CliError, usageError } from '../exit.ts';

/** What a route asks for; `release` may all, `operator` what `reader` may. */
export type Role = 'reader' | 'operator' | 'release';
export const roles: readonly Role[] = ['reader', 'operator', 'release'];

/** Where tokens of a local docscore are to be had, with the secrets of its clients by role. */
export const LocalIssuer = z.object({
  tokenUrl: z.url(),
  scope: z.string(),
  clients: z.record(z.string(), z.string()),
});
type LocalIssuer = z.infer<typeof LocalIssuer>;

/** Gets a token that allows `role`. @throws CliError 1 when there is none to be had, 2 when nobody said from where. */
export type TokenSource = (role: Role) => Promise<string>;

interface TokenOptions {
  /** As it is. */
  readonly token?: string | undefined;
  /** In Azure, for whoever `az login` has signed in: `api://<client id>/.default`. */
  readonly scope?: string | undefined;
  readonly issuer?: LocalIssuer | undefined;
}

/** The token given, else one from the Azure CLI, else one from the local issuer. One per role for a command's life. */
export function tokenSource({ token, scope, issuer }: TokenOptions): TokenSource {
  const tokens = new Map<Role, Promise<string>>();
  const get = (role: Role): Promise<string> => {
    if (token !== undefined) return Promise.resolve(token);
    if (scope !== undefined) return fromAzureCli(scope);
    if (issuer) return fromIssuer(issuer, role);
    throw usageError(
      `This needs a token with the role ${role}`,
      'Sign in with `az login` and give --scope api://<client id>/.default (or DOCSCORE_SCOPE); or set DOCSCORE_TOKEN.',
    );
  };
  return async (role) => {
    const known = tokens.get(role) ?? get(role);
    tokens.set(role, known);
    return known;
  };
}

async function fromAzureCli(scope: string): Promise<string> {
  // Takes a while to load, and is needed in Azure only.
  const { AzureCliCredential } = await import('@azure/identity');
  try {
    return (await new AzureCliCredential().getToken(scope)).token;
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(1, `The Azure CLI gives no token: ${said}`, { cause, next: 'Sign in with `az login`.' });
  }
}

const TokenAnswer = z.object({ access_token: z.string() });

async function fromIssuer({ tokenUrl, scope, clients }: LocalIssuer, role: Role): Promise<string> {
  const form = { grant_type: 'client_credentials', client_id: role, client_secret: clients[role] ?? '', scope };
  const answer = await fetch(tokenUrl, { method: 'POST', body: new URLSearchParams(form) }).catch((cause: unknown) => {
    throw new CliError(3, `The local issuer does not answer at ${tokenUrl}`, { cause, next: 'Start docscore again.' });
  });
  const body: unknown = await answer.json();
  if (!answer.ok) throw new CliError(1, `The local issuer gives no token: ${JSON.stringify(body)}`);
  return TokenAnswer.parse(body).access_token;
}
