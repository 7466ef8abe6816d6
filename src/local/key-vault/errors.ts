/** An answer of the vault that is not a success. `innerCode` says why, where the service does. */
export class KeyVaultError extends Error {
  readonly status: number;
  readonly code: string;
  readonly innerCode: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { innerCode?: string; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.innerCode = more.innerCode;
    this.headers = more.headers ?? {};
  }
}

export const badParameter = (message: string) => new KeyVaultError(400, 'BadParameter', message);

/** Refused by name: the service knows it, this server does not. */
export const unsupported = (what: string) =>
  new KeyVaultError(400, 'NotSupported', `${what} is not supported by the local Key Vault.`);

/** @param id The secret's name, with its version where one was asked for. Source of the words: recordings of azure-sdk-for-js. */
export const secretNotFound = (id: string) =>
  new KeyVaultError(
    404,
    'SecretNotFound',
    `A secret with (name/id) ${id} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182`,
  );

export const deletedSecretNotFound = (name: string) =>
  new KeyVaultError(404, 'SecretNotFound', `Deleted Secret not found: ${name}`);

export const secretDisabled = () =>
  new KeyVaultError(403, 'Forbidden', 'Operation get is not allowed on a disabled secret.', {
    innerCode: 'SecretDisabled',
  });

/** Source: azure-sdk-for-net, sdk/keyvault/…/Sample4_ErrorResponse. */
export const nameIsDeleted = (name: string) =>
  new KeyVaultError(
    409,
    'Conflict',
    `Secret ${name} is currently in a deleted but recoverable state, and its name cannot be reused; in this state, the secret can only be recovered or purged.`,
    { innerCode: 'ObjectIsDeletedButRecoverable' },
  );
