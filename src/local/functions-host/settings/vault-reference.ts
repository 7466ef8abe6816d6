/** What a reference names; the vault itself is the host's. */
export interface SecretName {
  name: string;
  /** Absent: the newest. */
  version?: string;
}

/**
 * Reads `@Microsoft.KeyVault(SecretUri=https://VAULT/secrets/NAME[/VERSION])` or
 * `@Microsoft.KeyVault(VaultName=V;SecretName=NAME[;SecretVersion=VERSION])`.
 *
 * @throws Error that says what the reference lacks.
 */
export function parseVaultReference(reference: string): SecretName {
  const [, body] = /^@Microsoft\.KeyVault\((.*)\)$/is.exec(reference.trim()) ?? [];
  if (body === undefined) throw new Error('the reference does not end with a bracket');
  const parts = new Map(
    body.split(';').map((part): [string, string] => {
      const at = part.indexOf('=');
      return [part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()];
    }),
  );
  const uri = parts.get('secreturi');
  if (uri !== undefined) return fromUri(uri);
  const name = parts.get('secretname');
  if (!name || !parts.get('vaultname')) throw new Error('the reference needs SecretUri, or VaultName and SecretName');
  const version = parts.get('secretversion');
  return { name, ...(version && { version }) };
}

function fromUri(uri: string): SecretName {
  const path = URL.canParse(uri) ? new URL(uri).pathname : '';
  const [, name, version] = /^\/secrets\/([^/]+)(?:\/([^/]+))?\/?$/.exec(path) ?? [];
  if (name === undefined) throw new Error(`'${uri}' is not https://VAULT/secrets/NAME`);
  return { name, ...(version !== undefined && { version }) };
}
