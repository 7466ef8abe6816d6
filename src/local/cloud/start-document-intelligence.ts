import { join } from 'node:path';
import { startDocumentIntelligence } from '../document-intelligence/document-intelligence.ts';
import type { StartContext } from './options.ts';
import { onFreePorts } from './ports.ts';

export async function startIntelligence({ dir, wanted, clock, faults, onStop }: StartContext) {
  const service = await onFreePorts({ documentIntelligence: wanted.documentIntelligence }, (ports) =>
    startDocumentIntelligence({
      dir: join(dir, 'document-intelligence'),
      port: ports.documentIntelligence,
      clock,
      ...(faults && { faults }),
    }),
  );
  onStop(() => service.stop());
  return service;
}
