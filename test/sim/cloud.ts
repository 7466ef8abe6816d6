import { InvocationContext, type EventGridEvent, type HttpResponseInit } from '@azure/functions';
import { memoryArtifacts } from '../../src/adapters/memory-artifacts.ts';
import { memoryDeadLetters } from '../../src/adapters/memory-dead-letters.ts';
import { memoryDocuments } from '../../src/adapters/memory-documents.ts';
import { memoryLabels } from '../../src/adapters/memory-labels.ts';
import { memoryMemo } from '../../src/adapters/memory-memo.ts';
import { memoryRequests } from '../../src/adapters/memory-requests.ts';
import { memoryUploads, type MemoryUploads } from '../../src/adapters/memory-uploads.ts';
import type { Stage } from '../../src/domain/job.ts';
import type { NewerMessage, StageMessage } from '../../src/domain/stage-message.ts';
import { publishPrediction } from '../../src/functions/events/publish-prediction.ts';
import { receiveDocument } from '../../src/functions/events/receive-document.ts';
import { ocrDocument } from '../../src/functions/stages/ocr-document.ts';
import { preprocessDocument } from '../../src/functions/stages/preprocess-document.ts';
import { scoreDocument } from '../../src/functions/stages/score-document.ts';
import { sweep } from '../../src/functions/timers/sweep.ts';
import type { Services } from '../../src/ports.ts';
import { gridEvent, retryAfterMs, type Delivery } from './grid.ts';
import { requestOf, operators, type Order } from './operators.ts';
import { servicesOf, type Stores } from './services.ts';
import { everSoLate, type World } from './world.ts';

interface Message {
  readonly stage: Stage;
  readonly body: StageMessage | NewerMessage;
  visibleAt: number;
  dequeued: number;
}

type Call = (services: Services, context: InvocationContext) => unknown;

/** Takes a safeguard away. @param kind Of function that runs. */
export type Tamper = (services: Services, kind: Kind, stores: Stores) => Services;
type Kind = 'event' | 'stage' | 'feed' | 'sweep' | 'http';

const stageFunctions = { ocr: ocrDocument, preprocess: preprocessDocument, score: scoreDocument };

export interface CloudOptions {
  readonly tamper?: Tamper | undefined;
  readonly uploads?: MemoryUploads | undefined;
}

/** For how long a message is hidden while it is processed, and after a failure, in ms; and its last try. Source: host.json. */
const queue = { runningMs: 600_000, failedMs: 30_000, maxDequeueCount: 10 };

/** The host kills what runs longer, in ms. Source: host.json. */
const functionTimeoutMs = 600_000;

/** The services around the functions as far as delivery goes: at least once, in any order, sometimes late. */
export class Cloud {
  readonly stores: Stores;
  readonly poisoned: Message[] = [];
  readonly #world: World;
  readonly #tamper: Tamper;
  #messages: Message[] = [];
  readonly #events: Delivery[] = [];
  #invocations = 0;
  readonly #running = new Map<string, number>();

  constructor(
    world: World,
    { tamper = (services) => services, uploads = memoryUploads(world.now) }: CloudOptions = {},
  ) {
    this.#world = world;
    this.#tamper = tamper;
    this.stores = {
      documents: memoryDocuments(),
      uploads,
      artifacts: memoryArtifacts(),
      memo: memoryMemo(),
      deadLetters: memoryDeadLetters(),
      requests: memoryRequests(),
      labels: memoryLabels(world.now),
      published: [],
      answered: [],
      reader: { readings: 0, isMended: false },
      queues: {
        send: (stage, body, delaySeconds) => {
          this.send(stage, body, delaySeconds);
          return Promise.resolve();
        },
      },
    };
  }

  /** Nothing runs, and nothing waits to be delivered. */
  get idle() {
    return this.#running.size === 0 && this.#events.length === 0 && this.#messages.length === 0;
  }

  get messages(): readonly { stage: Stage; body: StageMessage | NewerMessage }[] {
    return this.#messages;
  }

  send(stage: Stage, body: StageMessage | NewerMessage, delaySeconds = 0) {
    this.#messages.push({ stage, body, visibleAt: this.#ms() + delaySeconds * 1000, dequeued: 0 });
  }

  /** A blob was written or deleted; its event may come twice, late, or never. */
  announce(name: string, api: 'Created' | 'Deleted', sequencer: number) {
    const event = gridEvent(name, api, sequencer, this.#world.now());
    if (this.#world.chance(0.1)) return;
    this.#deliverLater(event);
    if (this.#world.chance(0.2)) this.#deliverLater(event);
  }

  /** Starts something that is due. @returns whether there was anything. */
  deliver(): boolean {
    const due = <T extends { visibleAt: number }>(items: T[]) =>
      items.filter(({ visibleAt }) => visibleAt <= this.#ms());
    const events = due(this.#events);
    const visible = this.#world.away.has('queues') ? [] : due(this.#messages);
    if (events.length > 0 && (visible.length === 0 || this.#world.chance(0.5))) {
      this.#deliverEvent(this.#world.pick(events));
      return true;
    }
    if (visible.length > 0) this.#deliverMessage(this.#world.pick(visible));
    return visible.length > 0;
  }

  sweep() {
    this.#invoke('sweep', (services, context) => sweep(services)({} as never, context));
  }

  async feed() {
    if (this.#world.away.has('documents')) return;
    const owed = await this.stores.documents.listUnpublished(everSoLate, 1000);
    const changed = owed.map(({ item, etag }) => ({ ...item, _etag: etag }));
    if (changed.length > 0) this.#invoke('feed', (services, context) => publishPrediction(services)(changed, context));
  }

  /** What an operator asks for over HTTP. @param answered Not called when the function is killed. */
  order(order: Order, documentId: string, answered: (answer: HttpResponseInit) => void = () => undefined) {
    this.#invoke('http', async (services, context) => {
      answered(await operators[order](services)(requestOf(order, documentId), context));
    });
  }

  /** The host ends what runs for too long. */
  endOverdue() {
    for (const [actor, startedAt] of this.#running)
      if (startedAt + functionTimeoutMs <= this.#ms()) this.#world.kill(actor);
  }

  #deliverLater(event: EventGridEvent) {
    this.#events.push({ event, visibleAt: this.#ms(), attempts: 0 });
  }

  /** Given up sooner than Event Grid does, so that dead letters are seen in a short life. */
  #deliverEvent(delivery: Delivery) {
    this.#events.splice(this.#events.indexOf(delivery), 1);
    const again = () => {
      const attempts = delivery.attempts + 1;
      const pause = retryAfterMs(attempts);
      if (pause === undefined) this.stores.deadLetters.leave(JSON.stringify([delivery.event]));
      else this.#events.push({ ...delivery, attempts, visibleAt: this.#ms() + pause });
    };
    this.#invoke(
      'event',
      (services, context) => receiveDocument(services)(delivery.event, context),
      () => undefined,
      again,
    );
  }

  #deliverMessage(message: Message) {
    message.visibleAt = this.#ms() + queue.runningMs;
    message.dequeued += 1;
    const remove = () => void (this.#messages = this.#messages.filter((other) => other !== message));
    const release = () => {
      message.visibleAt = this.#ms() + queue.failedMs;
      if (message.dequeued < queue.maxDequeueCount) return;
      remove();
      this.poisoned.push(message);
    };
    const call: Call = (services, context) => stageFunctions[message.stage](services)(message.body, context);
    this.#invoke('stage', call, remove, release);
  }

  /** A killed invocation never reports back: its event comes again, its message when it becomes visible. */
  #invoke(kind: Kind, call: Call, done: () => void = () => undefined, failed: () => void = () => undefined) {
    const actor = `invocation-${String(++this.#invocations)}`;
    const context = new InvocationContext({ functionName: actor, logHandler: () => undefined });
    const end = (report: () => void) => () => {
      if (this.#running.delete(actor)) report();
    };
    this.#running.set(actor, this.#ms());
    this.#world.onKill(actor, end(failed));
    const services = this.#tamper(servicesOf(this.#world, actor, this.stores), kind, this.stores);
    const result = Promise.resolve(call(services, context));
    result.then(end(done), end(failed)).finally(() => this.#world.forget(actor));
  }

  #ms = () => this.#world.now().getTime();
}
