import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretClient } from '@azure/keyvault-secrets';
import { onTestFinished } from 'vitest';
import { startKeyVault, type KeyVaultOptions } from '../../../src/local/key-vault/key-vault.ts';

/** An empty folder that goes away after the test. */
export async function aFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'key-vault-test-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** The SDK in front of a vault whose token is `token`. */
export const clientOf = (url: string) =>
  new SecretClient(
    url,
    { getToken: () => Promise.resolve({ token: 'token', expiresOnTimestamp: Date.now() + 3_600_000 }) },
    // The type leaves out what the SDK's HTTP pipeline takes.
    Object.assign(
      // Once more, for connections that a restart has reset.
      { disableChallengeResourceVerification: true, retryOptions: { maxRetries: 1, retryDelayInMs: 10 } },
      { allowInsecureConnection: true },
    ),
  );

/** A vault of its own with the SDK in front of it; it ends with the test. */
export async function aVault(options: Partial<KeyVaultOptions> = {}) {
  const dir = options.dir ?? (await aFolder());
  const service = await startKeyVault({ port: 0, token: 'token', ...options, dir });
  onTestFinished(() => service.stop());
  return { dir, service, client: clientOf(service.url) };
}
