import { startIssuer } from '../issuer/issuer.ts';
import type { StartContext } from './options.ts';
import { onFreePorts } from './ports.ts';

export async function startTokenIssuer({ wanted, faults, onStop }: StartContext) {
  const service = await onFreePorts({ issuer: wanted.issuer }, ({ issuer: port }) => startIssuer({ port, faults }));
  onStop(() => service.stop());
  return service;
}
