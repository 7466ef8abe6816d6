import type { SecretClient } from '@azure/keyvault-secrets';
import { messageOf } from '../host-log.ts';
import { parseVaultReference, type SecretName } from './vault-reference.ts';
import type { Settings } from './expressions.ts';

/** A vault that this host may ask; its token is what a managed identity's would be in the cloud. */
export interface Vault {
  url: string;
  token: string;
}

/**
 * Fills in the settings that are Key Vault references, as the platform does before it starts a host. Every vault's name stands for
 * `vault`. Source: learn.microsoft.com/azure/app-service/app-service-key-vault-references
 *
 * @throws Error that names each setting that could not be resolved, and why: the cloud would hand the app the reference's text.
 */
export async function resolveVaultReferences(
  settings: Settings,
  vault: Vault | undefined,
): Promise<Record<string, string>> {
  let client: SecretClient | undefined;
  const resolve = async (reference: string): Promise<string> => {
    const secret = parseVaultReference(reference);
    if (!vault) throw new Error(`no vault is given to this host (it was asked for '${secret.name}')`);
    client ??= await openVault(vault);
    return secretOf(client, secret);
  };
  const names = Object.keys(settings);
  const values = await Promise.allSettled(
    Object.values(settings).map((value) => (isReference(value) ? resolve(value) : Promise.resolve(value))),
  );
  const failures = values.flatMap((value, index) =>
    value.status === 'rejected' ? [`${names[index] ?? ''}: ${messageOf(value.reason)}`] : [],
  );
  if (failures.length > 0) throw new Error(`Key Vault references cannot be resolved\n${failures.join('\n')}`);
  const resolved = values.flatMap((value) => (value.status === 'fulfilled' ? [value.value] : []));
  return Object.fromEntries(names.map((name, index) => [name, resolved[index] ?? '']));
}

const isReference = (value: string) => /^@Microsoft\.KeyVault\(/i.test(value);

async function openVault({ url, token }: Vault): Promise<SecretClient> {
  const { SecretClient: Client } = await import('@azure/keyvault-secrets');
  const expiresOnTimestamp = Date.now() + 86_400_000;
  return new Client(
    url,
    { getToken: () => Promise.resolve({ token, expiresOnTimestamp }) },
    {
      // A local vault speaks plain HTTP, and its name is not one of Azure's.
      ...(url.startsWith('http:') && { allowInsecureConnection: true, disableChallengeResourceVerification: true }),
      retryOptions: { maxRetries: 2, retryDelayInMs: 200 },
    },
  );
}

async function secretOf(client: SecretClient, { name, version }: SecretName): Promise<string> {
  const { value } = await client.getSecret(name, version === undefined ? {} : { version });
  if (value === undefined) throw new Error(`the secret '${name}' has no value`);
  return value;
}
