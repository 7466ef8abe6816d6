import { InvocationContext, type EventGridEvent } from '@azure/functions';
import { memoryArtifacts } from '../../src/adapters/memory-artifacts.ts';
import { memoryDocuments } from '../../src/adapters/memory-documents.ts';
import { memoryMemo } from '../../src/adapters/memory-memo.ts';
import { memoryUploads } from '../../src/adapters/memory-uploads.ts';
import type { Stage } from '../../src/domain/job.ts';
import type { StageMessage } from '../../src/domain/stage-message.ts';
import { publishPrediction } from '../../src/functions/events/publish-prediction.ts';
import { receiveDocument } from '../../src/functions/events/receive-document.ts';
import { ocrDocument } from '../../src/functions/stages/ocr-document.ts';
import { preprocessDocument } from '../../src/functions/stages/preprocess-document.ts';
import { scoreDocument } from '../../src/functions/stages/score-document.ts';
import { sweep } from '../../src/functions/timers/sweep.ts';
import type { Services } from '../../src/ports.ts';
import { servicesOf, type Stores } from './services.ts';
import type { World } from './world.ts';

interface Message {
  readonly stage: Stage;
  readonly body: StageMessage;
  visibleAt: number;
  dequeued: number;
}

type Call = (services: Services, context: InvocationContext) => unknown;

const stageFunctions = { ocr: ocrDocument, preprocess: preprocessDocument, score: scoreDocument };

/** For how long a message is hidden while it is processed, and after a failure, in ms; and its last try. Source: host.json. */
const queue = { runningMs: 600_000, failedMs: 30_000, maxDequeueCount: 10 };

/** The services around the functions as far as delivery goes: at least once, in any order, sometimes late. */
export class Cloud {
  readonly stores: Stores;
  readonly poisoned: Message[] = [];
  readonly #world: World;
  #messages: Message[] = [];
  readonly #events: EventGridEvent[] = [];
  #invocations = 0;
  #running = 0;

  constructor(world: World) {
    this.#world = world;
    this.stores = {
      documents: memoryDocuments(),
      uploads: memoryUploads(world.now),
      artifacts: memoryArtifacts(),
      memo: memoryMemo(),
      published: [],
      queues: {
        send: (stage, body, delaySeconds = 0) => {
          this.#messages.push({ stage, body, visibleAt: this.#ms() + delaySeconds * 1000, dequeued: 0 });
          return Promise.resolve();
        },
      },
    };
  }

  /** Nothing runs, and nothing waits to be delivered. */
  get idle() {
    return this.#running === 0 && this.#events.length === 0 && this.#messages.length === 0;
  }

  /** A blob was written or deleted; its event may come twice, late, or (a creation) never. */
  announce(name: string, api: 'Created' | 'Deleted', sequencer: number) {
    const event: EventGridEvent = {
      id: `${name}-${String(sequencer)}`,
      topic: 'storage',
      eventType: `Microsoft.Storage.Blob${api}`,
      subject: `/blobServices/default/containers/documents/blobs/${name}`,
      eventTime: this.#world.now().toISOString(),
      dataVersion: '1',
      metadataVersion: '1',
      data: { sequencer: sequencer.toString(16).toUpperCase().padStart(32, '0'), url: 'https://never.fetched.test/' },
    };
    if (api === 'Created' && this.#world.chance(0.1)) return;
    this.#events.push(event);
    if (this.#world.chance(0.2)) this.#events.push(event);
  }

  /** Starts something that is due. @returns whether there was anything. */
  deliver(): boolean {
    const visible = this.#messages.filter(({ visibleAt }) => visibleAt <= this.#ms());
    if (this.#events.length > 0 && (visible.length === 0 || this.#world.chance(0.5))) {
      this.#deliverEvent(this.#world.pick(this.#events));
      return true;
    }
    if (visible.length > 0) this.#deliverMessage(this.#world.pick(visible));
    return visible.length > 0;
  }

  sweep() {
    this.#invoke((services, context) => sweep(services)({} as never, context));
  }

  async feed() {
    const owed = await this.stores.documents.listUnpublished(new Date(8.64e15), 1000);
    const changed = owed.map(({ item, etag }) => ({ ...item, _etag: etag }));
    if (changed.length > 0) this.#invoke((services, context) => publishPrediction(services)(changed, context));
  }

  #deliverEvent(event: EventGridEvent) {
    this.#events.splice(this.#events.indexOf(event), 1);
    const again = () => void this.#events.push(event);
    this.#invoke((services, context) => receiveDocument(services)(event, context), undefined, again);
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
    this.#invoke(
      (services, context) => stageFunctions[message.stage](services)(message.body, context),
      remove,
      release,
    );
  }

  /** A killed invocation never reports back: its event comes again at once, its message when it becomes visible. */
  #invoke(call: Call, done: () => void = () => undefined, failed: () => void = () => undefined) {
    const actor = `invocation-${String(++this.#invocations)}`;
    const context = new InvocationContext({ functionName: actor, logHandler: () => undefined });
    const end = (report: () => void) => () => {
      this.#running -= 1;
      report();
    };
    this.#running += 1;
    this.#world.onKill(actor, end(failed));
    const result = Promise.resolve(call(servicesOf(this.#world, actor, this.stores), context));
    result.then(end(done), end(failed)).finally(() => this.#world.forget(actor));
  }

  #ms = () => this.#world.now().getTime();
}
