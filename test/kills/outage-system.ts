import { join } from 'node:path';
import { addFault } from '../e2e/faults.ts';
import { startSystem, temporaryHome, type System } from '../e2e/system.ts';
import { createPart } from './part.ts';

/** What can be away, as faults name it. */
export const services = ['cosmos', 'event-hubs', 'queue', 'blob', 'document-intelligence'] as const;
export type Service = (typeof services)[number];

/** docscore as a person starts it; Document Intelligence, a process of its own, recognises its pages. */
export interface OutageSystem {
  readonly system: System;
  /** Takes a service away. @returns what brings it back. */
  readonly takeAway: (service: Service) => Promise<() => Promise<void>>;
  end(): Promise<void>;
}

/** Leases and sweeps are shorter than by default, so that what an outage leaves behind is soon picked up. */
const settings = { LEASE_SECONDS: '5', SWEEP_GRACE_SECONDS: '2', SWEEP_SCHEDULE: '*/2 * * * * *' };

const bin = join(import.meta.dirname, '../../bin/docscore.mjs');

export async function startOutageSystem(): Promise<OutageSystem> {
  const home = await temporaryHome();
  const dir = `--dir=${join(home.path, 'recognition')}`;
  const options = ['--only=document-intelligence', '--ports=0', '--control=0', dir];
  const logFile = join(home.path, 'recognition.log');
  const recognition = createPart(
    { name: 'document-intelligence', bin, options, cwd: home.path, logFile },
    () => undefined,
  );
  await recognition.start();
  const { endpoint, key } = recognition.addresses['documentIntelligence'] as { endpoint: string; key: string };
  const reader = {
    READER: 'document-intelligence',
    DOCUMENT_INTELLIGENCE_ENDPOINT: endpoint,
    DOCUMENT_INTELLIGENCE_KEY: key,
  };
  const system = await startSystem(home.path, { ...settings, ...reader }, ['--control=0']);
  return {
    system,
    takeAway: (service) =>
      addFault(
        service === 'document-intelligence' ? { controlUrl: String(recognition.addresses['control']) } : system,
        {
          service,
          trouble: { kind: 'down' },
        },
      ),
    async end() {
      try {
        await system.end();
      } finally {
        await recognition.end();
        await home.remove();
      }
    },
  };
}
