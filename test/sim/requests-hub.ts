import { InvocationContext } from '@azure/functions';
import { scoreRequests } from '../../src/functions/events/score-requests.ts';
import { publishRequest } from '../../src/functions/events/publish-request.ts';
import { sweep } from '../../src/functions/timers/sweep.ts';
import type { LoadedModel, Services } from '../../src/ports.ts';
import { Cloud } from './cloud.ts';
import { poison, servicesOf, type Stores } from './services.ts';
import { everSoLate, type World } from './world.ts';

/** Takes a safeguard away. */
export type Tamper = (services: Services, stores: Stores) => Services;

interface Partition {
  readonly events: unknown[];
  checkpoint: number;
  isBusy: boolean;
}

/**
 * The hub `requests`, and the functions that it meets, as far as delivery goes: each partition in its order, in batches that begin
 * at the checkpoint or a little before; a batch that fails, or whose worker dies, comes again.
 */
export class RequestsHub {
  readonly stores: Stores;
  readonly #world: World;
  readonly #tamper: Tamper;
  readonly #partitions = Array.from({ length: 2 }, (): Partition => ({ events: [], checkpoint: 0, isBusy: false }));
  #invocations = 0;

  constructor(world: World, tamper: Tamper = (services) => services) {
    this.#world = world;
    this.#tamper = tamper;
    this.stores = new Cloud(world).stores;
  }

  send(message: unknown) {
    this.#world.pick(this.#partitions).events.push(message);
  }

  get isRead() {
    return this.#partitions.every(({ events, checkpoint, isBusy }) => !isBusy && checkpoint === events.length);
  }

  deliver() {
    const ready = this.#partitions.filter(({ events, checkpoint, isBusy }) => !isBusy && checkpoint < events.length);
    if (ready.length === 0) return;
    const partition = this.#world.pick(ready);
    const from = this.#world.chance(0.2) ? Math.max(0, partition.checkpoint - 2) : partition.checkpoint;
    const batch = partition.events.slice(from, from + 3 + Math.floor(this.#world.random() * 3));
    partition.isBusy = true;
    const end = (checkpoint: number) => () => {
      partition.checkpoint = Math.max(checkpoint, partition.checkpoint);
      partition.isBusy = false;
    };
    this.#invoke((services, context) => scoreRequests(services)(batch, context), end(from + batch.length), end(0));
  }

  sweep() {
    this.#invoke((services, context) => sweep(services)({} as never, context));
  }

  async feed() {
    const owed = await this.stores.requests.listUnpublished(everSoLate, 1000);
    const changed = owed.map(({ item, etag }) => ({ ...item, _etag: etag }));
    if (changed.length > 0) this.#invoke((services, context) => publishRequest(services)(changed, context));
  }

  #invoke(
    call: (services: Services, context: InvocationContext) => unknown,
    done: () => void = () => undefined,
    failed: () => void = () => undefined,
  ) {
    const actor = `invocation-${String(++this.#invocations)}`;
    const context = new InvocationContext({ functionName: actor, logHandler: () => undefined });
    this.#world.onKill(actor, failed);
    const seen = servicesOf(this.#world, actor, this.stores);
    const requests = this.#world.seenBy(actor, this.stores.requests);
    const models = poisonous(this.#world, actor, seen.models);
    const services = this.#tamper({ ...seen, requests, models }, this.stores);
    const result = Promise.resolve(call(services, context));
    result.then(done, failed).finally(() => this.#world.forget(actor));
  }
}

/** Poison kills whoever scores it. */
function poisonous(world: World, actor: string, models: Services['models']): Services['models'] {
  const score =
    (loaded: LoadedModel): LoadedModel['score'] =>
    (rows) => {
      if (!rows.some(({ tokens }) => (tokens as readonly string[])[0] === poison)) return loaded.score(rows);
      world.kill(actor);
      return new Promise(() => undefined);
    };
  return {
    async load(model, version) {
      const loaded = await models.load(model, version);
      return { ...loaded, score: score(loaded) };
    },
  };
}
