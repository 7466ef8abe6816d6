import { expect, it } from 'vitest';
import { parseVaultReference } from '../../../../src/local/functions-host/settings/vault-reference.ts';

it.each([
  { reference: 'SecretUri=https://v.vault.azure.net/secrets/s', secret: { name: 's' } },
  { reference: 'SecretUri=https://v.vault.azure.net/secrets/s/', secret: { name: 's' } },
  { reference: 'SecretUri=https://v.vault.azure.net/secrets/s/0123', secret: { name: 's', version: '0123' } },
  { reference: 'VaultName=v;SecretName=s', secret: { name: 's' } },
  { reference: 'VaultName=v; SecretName=s; SecretVersion=1', secret: { name: 's', version: '1' } },
  { reference: 'vaultname=v;secretname=s;SecretVersion=', secret: { name: 's' } },
])('reads @Microsoft.KeyVault($reference)', ({ reference, secret }) => {
  expect(parseVaultReference(`@Microsoft.KeyVault(${reference})`)).toEqual(secret);
});

it.each([
  { reference: '@Microsoft.KeyVault(SecretUri=https://v/keys/k)', error: 'https://v/keys/k' },
  { reference: '@Microsoft.KeyVault(SecretUri=nowhere)', error: "'nowhere'" },
  { reference: '@Microsoft.KeyVault(VaultName=v)', error: 'SecretName' },
  { reference: '@Microsoft.KeyVault(SecretName=s)', error: 'VaultName' },
  { reference: '@Microsoft.KeyVault(VaultName=v;SecretName=s', error: 'bracket' },
])('refuses $reference', ({ reference, error }) => {
  expect(() => parseVaultReference(reference)).toThrow(error);
});
