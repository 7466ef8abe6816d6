import { join } from 'node:path';
import { startKeyVault } from '../key-vault/key-vault.ts';
import type { StartContext } from './options.ts';
import { onFreePorts } from './ports.ts';

export async function startVault({ dir, wanted, resources, clock, faults, onStop }: StartContext) {
  const service = await onFreePorts({ keyVault: wanted.keyVault }, ({ keyVault: port }) =>
    startKeyVault({
      dir: join(dir, 'key-vault'),
      port,
      secrets: resources.secrets,
      clock,
      ...(faults && { faults }),
    }),
  );
  onStop(() => service.stop());
  return service;
}
