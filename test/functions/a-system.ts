import { HttpRequest, InvocationContext, type HttpHandler } from '@azure/functions';
import { memoryDocuments } from '../../src/adapters/memory-documents.ts';
import type { StageMessage } from '../../src/domain/stage-message.ts';
import { noteCaller } from '../../src/functions/http/auth/caller.ts';
import { intake } from '../../src/functions/intake.ts';
import { ocrDocument } from '../../src/functions/stages/ocr-document.ts';
import { preprocessDocument } from '../../src/functions/stages/preprocess-document.ts';
import { scoreDocument } from '../../src/functions/stages/score-document.ts';
import { sweep } from '../../src/functions/timers/sweep.ts';
import { documentId } from '../../src/jobs/identity.ts';
import type { Services } from '../../src/ports.ts';
import { CalmWorld } from '../sim/calm-world.ts';
import { Cloud } from '../sim/cloud.ts';
import { servicesOf } from '../sim/services.ts';
import { asDocumented } from './as-documented.ts';

const functions = { ocr: ocrDocument, preprocess: preprocessDocument, score: scoreDocument };
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

export const idOf = (name: string) => documentId('documents', name);

/** docscore on stores in memory, where everything happens when a test says so. */
export function aSystem(change: (services: Services) => Partial<Services> = () => ({})) {
  const world = new CalmWorld();
  const documents = memoryDocuments();
  const stores = { ...new Cloud(world).stores, documents };
  const sent: { stage: keyof typeof functions; message: StageMessage; delaySeconds: number }[] = [];
  const base: Services = {
    ...servicesOf(world, 'test', stores),
    queues: {
      send: (stage, message, delaySeconds = 0) => {
        sent.push({ stage, message: message as StageMessage, delaySeconds });
        return Promise.resolve();
      },
    },
  };
  const services = { ...base, ...change(base) };
  const context = new InvocationContext({ functionName: 'test', logHandler: () => undefined });
  noteCaller(context, { kind: 'token', name: 'app:operator', roles: ['reader', 'operator'] });
  const timer = sweep(services);

  const store = (name: string, text = 'alpha') =>
    stores.uploads.put(name, chunks(text), { contentType: 'text/plain', limitBytes: 100 });
  const register = async (name: string) => {
    await intake(services, { container: 'documents', name, traceparent: '' }, silent);
  };
  /** Processes the message that waits longest, if there is one. */
  const processNext = async () => {
    const next = sent.shift();
    if (next) await functions[next.stage](services)(next.message, context);
  };
  /** Processes messages until none is left. */
  const work = async () => {
    while (sent.length > 0) await processNext();
  };
  return {
    ...{ world, stores, documents, services, sent, store, register, processNext, work },
    upload: async (name: string, text?: string) => {
      await store(name, text);
      await register(name);
    },
    sweep: () => timer({} as never, context),
    head: async (name: string) => (await documents.readHead(idOf(name)))?.item,
    itemsOf: (name: string) => documents.everything().filter((item) => item.documentId === idOf(name)),
    request: async (handler: (services: Services) => HttpHandler, ask: Ask = {}) => {
      const answer = await asDocumented(handler, await handler(services)(requestOf(ask), context));
      const body: unknown = answer.jsonBody ?? (typeof answer.body === 'string' ? JSON.parse(answer.body) : undefined);
      return { status: answer.status ?? 200, body };
    },
  };
}

interface Ask {
  readonly id?: string;
  /** Of the route, besides the id. */
  readonly params?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  readonly contentType?: string;
}

function requestOf({
  id,
  params = {},
  headers = {},
  query = {},
  body,
  contentType = 'application/json',
}: Ask): HttpRequest {
  return new HttpRequest({
    method: 'POST',
    url: 'http://localhost/',
    params: id === undefined ? params : { id, ...params },
    query,
    ...(body === undefined
      ? {}
      : {
          headers: { 'content-type': contentType, ...headers },
          body: { string: typeof body === 'string' ? body : JSON.stringify(body) },
        }),
  });
}

async function* chunks(text: string) {
  yield await Promise.resolve(Buffer.from(text));
}

/** A system with `a.txt` scored. */
export async function aScoredDocument() {
  const system = aSystem();
  await system.upload('a.txt');
  await system.work();
  return system;
}
