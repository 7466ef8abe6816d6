import { InvocationContext } from '@azure/functions';
import { memoryArtifacts } from '../../src/adapters/memory-artifacts.ts';
import { memoryDeadLetters } from '../../src/adapters/memory-dead-letters.ts';
import { memoryLabels } from '../../src/adapters/memory-labels.ts';
import { memoryMemo } from '../../src/adapters/memory-memo.ts';
import { memoryRequests } from '../../src/adapters/memory-requests.ts';
import { memoryUploads } from '../../src/adapters/memory-uploads.ts';
import { ocrDocument } from '../../src/functions/stages/ocr-document.ts';
import { preprocessDocument } from '../../src/functions/stages/preprocess-document.ts';
import { scoreDocument } from '../../src/functions/stages/score-document.ts';
import { sweep } from '../../src/functions/timers/sweep.ts';
import { z } from 'zod';
import type { DocumentStore } from '../../src/ports.ts';
import { CalmWorld } from '../sim/calm-world.ts';
import { operators, requestOf } from '../sim/operators.ts';
import { servicesOf, type Stores } from '../sim/services.ts';
import type { Golden } from './golden.ts';

const functions = { ocr: ocrDocument, preprocess: preprocessDocument, score: scoreDocument };

interface Message {
  readonly stage: keyof typeof functions;
  readonly body: unknown;
  readonly visibleAt: number;
}

/** Puts all of these into the stores and lets today's code go on with them for four hours. */
export async function finish(
  goldens: readonly Golden[],
  documents: DocumentStore,
): Promise<{ stores: Stores; queue: readonly Message[] }> {
  const world = new CalmWorld();
  const queue: Message[] = [];
  const time = () => world.now().getTime();
  const stores = await load(goldens, documents, world, {
    send: (stage, body, delaySeconds = 0) => {
      queue.push({ stage, body, visibleAt: time() + delaySeconds * 1000 });
      return Promise.resolve();
    },
  });
  const services = servicesOf(world, 'golden', stores);
  const context = new InvocationContext({ functionName: 'golden', logHandler: () => undefined });
  const [timer, stages] = [
    sweep(services),
    { ocr: functions.ocr(services), preprocess: functions.preprocess(services), score: functions.score(services) },
  ];
  queue.push(...goldens.flatMap(({ messages = [] }) => messages.map((message) => ({ ...message, visibleAt: time() }))));
  for (const { order, documentId } of goldens)
    if (order) await operators[order](services)(requestOf(order, documentId), context);

  for (let round = 0; round < 60; round++) {
    await timer({} as never, context);
    for (;;) {
      const due = queue.findIndex(({ visibleAt }) => visibleAt <= time());
      const [message] = due === -1 ? [] : queue.splice(due, 1);
      if (!message) break;
      await stages[message.stage](message.body, context);
    }
    world.pass(round < 20 ? 30 : 330);
  }
  return { stores, queue };
}

async function load(
  goldens: readonly Golden[],
  documents: DocumentStore,
  world: CalmWorld,
  queues: Stores['queues'],
): Promise<Stores> {
  let version = '';
  const uploads = memoryUploads(world.now, () => version);
  const [artifacts, deadLetters] = [memoryArtifacts(), memoryDeadLetters()];
  for (const { documentId, name, blob, items, artifacts: written = [], letters = [] } of goldens) {
    if (blob) {
      version = blob.version;
      await uploads.put(name, chunks(blob.text), { contentType: 'text/plain', limitBytes: 100 });
    }
    const writes = items.map((item) => ({ create: item }));
    if (writes.length > 0) await documents.commit(documentId, writes);
    for (const { name: file, run, value } of written)
      await artifacts.create({ name: file, schema: z.unknown() }, run, value);
    for (const letter of letters) deadLetters.leave(letter);
  }
  return {
    ...{ documents, uploads, artifacts, deadLetters, queues },
    memo: memoryMemo(),
    requests: memoryRequests(),
    labels: memoryLabels(() => new Date()),
    published: [],
    answered: [],
    reader: { readings: 0, isMended: false },
  };
}

async function* chunks(text: string) {
  yield await Promise.resolve(Buffer.from(text));
}
