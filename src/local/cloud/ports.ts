import { createServer } from 'node:net';

/** The ports that people know these services by; `table` is kept free for what needs Azurite's third. */
export const defaultPorts = {
  blob: 10000,
  queue: 10001,
  table: 10002,
  functions: 7071,
  cosmos: 8081,
  eventHubs: 5672,
  eventGrid: 6500,
  documentIntelligence: 5051,
  keyVault: 8444,
  issuer: 6600,
  control: 7070,
} as const;

export type PortName = Exclude<keyof typeof defaultPorts, 'table'>;
export const portNames: readonly PortName[] = [
  'blob',
  'queue',
  'functions',
  'cosmos',
  'eventHubs',
  'eventGrid',
  'documentIntelligence',
  'keyVault',
  'issuer',
  'control',
];
export type Ports = Record<PortName, number>;

/** How often a port that was free a moment ago may be gone. */
const ATTEMPTS = 10;

/**
 * Starts something on the ports it wants, or where one is taken on the next free one. 0 stays 0: the system chooses.
 *
 * @throws whatever `start` throws, unless it is EADDRINUSE.
 */
export async function onFreePorts<Name extends PortName, Service>(
  wanted: Record<Name, number>,
  start: (ports: Record<Name, number>) => Promise<Service>,
): Promise<Service> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(await freePorts(wanted));
    } catch (error) {
      if (attempt === ATTEMPTS || (Object(error) as { code?: unknown }).code !== 'EADDRINUSE') throw error;
    }
  }
}

async function freePorts<Name extends PortName>(wanted: Record<Name, number>): Promise<Record<Name, number>> {
  const taken = new Set<number>(Object.values(defaultPorts));
  const ports: Partial<Record<Name, number>> = {};
  for (const name of Object.keys(wanted) as Name[]) {
    let port = wanted[name];
    if (port !== 0 && !(await isFree(port)))
      do port++;
      while (taken.has(port) || !(await isFree(port)));
    taken.add(port);
    ports[name] = port;
  }
  return ports as Record<Name, number>;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error),
    );
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
