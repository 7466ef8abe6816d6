import { createSecretKey } from 'node:crypto';
import type { Faults } from '../faults/faults.ts';
import { type HttpRoom, startHttpService } from '../http-service.ts';
import type { LocalService, Signals } from '../service.ts';
import type { Answer, CosmosRequest } from './answer.ts';
import { authorize } from './auth.ts';
import type { Container } from './catalog.ts';
import { type ContainerDescription, describeContainers } from './container-description.ts';
import { openContinuations } from './continuations.ts';
import { listener } from './http.ts';
import { type RouteContext, route } from './routes.ts';
import { openStore } from './store.ts';

export type { ContainerDescription } from './container-description.ts';

/** The key that every Cosmos DB emulator has. Source: learn.microsoft.com/azure/cosmos-db/emulator */
const emulatorKey = 'C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==';

export interface CosmosOptions {
  /** Where the data lives; made if absent. */
  readonly dir: string;
  /** 0: a free one. */
  readonly port: number;
  /** The account key, base64. */
  readonly key?: string;
  /** Made at the start, or brought up to date. */
  readonly containers: readonly ContainerDescription[];
  /** Lets clients create, change and delete databases and containers. Otherwise they get 403, as Azure's data plane says. */
  readonly allowManagement?: boolean;
  /** Hears `container:<database>/<container>` after the answer to a write. */
  readonly signals?: Signals;
  /** What goes wrong, as the service `cosmos`; operations are `<METHOD> <path>`. */
  readonly faults?: Faults;
  /** ms since 1970; what TTL and `_ts` go by. */
  readonly nowMs?: () => number;
}

export interface CosmosService extends LocalService {
  readonly endpoint: string;
  readonly key: string;
  readonly connectionString: string;
}

/**
 * A Cosmos DB account for NoSQL that the official SDKs talk to over plain HTTP: one region.
 *
 * How to read it: `http.ts` the wire · `auth.ts` · `routes.ts` who answers what · `items.ts`, `batch.ts`, `patch.ts` writes ·
 * `feeds.ts`, `change-feed.ts`, `continuations.ts` reads · `query/` SQL · `ranges.ts` physical partitions · `store.ts` what is kept.
 *
 * @throws Error if the port is taken, the data is of another version, or a description contradicts what is stored.
 */
export async function startCosmos(options: CosmosOptions): Promise<CosmosService> {
  const { key = emulatorKey, faults } = options;
  let endpoint = '';
  const service = await startHttpService({
    name: 'cosmos',
    port: options.port,
    faults,
    open: () => openAccount({ ...options, key }, () => endpoint),
  });
  endpoint = `http://127.0.0.1:${service.port}/`;
  return { ...service, key, endpoint, connectionString: `AccountEndpoint=${endpoint};AccountKey=${key};` };
}

async function openAccount(options: CosmosOptions & { key: string }, endpoint: () => string): Promise<HttpRoom> {
  const { dir, key, containers, signals, nowMs = Date.now, allowManagement = false } = options;
  const onChange = (changed: ReadonlySet<Container>) =>
    // After the answers, which go out as soon as the commit is known.
    void setImmediate(() => {
      for (const { database, id } of changed) signals?.emit(`container:${database}/${id}`);
    });
  const store = openStore({ dir, nowMs, onChange });
  const secret = createSecretKey(key, 'base64');
  const context: RouteContext = { store, continuations: openContinuations(), endpoint, allowManagement };

  const proceed = async (request: CosmosRequest): Promise<Answer> => {
    const authorized = authorize(request, secret);
    try {
      return route(context, authorized);
    } finally {
      // Reads too: what they saw must not be taken back.
      await store.durable();
    }
  };
  try {
    describeContainers(store, containers);
    await store.durable();
  } catch (error) {
    await store.close();
    throw error;
  }
  return { listener: listener(proceed), close: () => store.close() };
}
