import { setImmediate as nextTurn } from 'node:timers/promises';
import { InvocationContext } from '@azure/functions';
import { expect, it } from 'vitest';
import { AppError } from '../../../src/domain/errors.ts';
import { intake } from '../../../src/functions/intake.ts';
import { ocrDocument } from '../../../src/functions/stages/ocr-document.ts';
import type { MemoStore, Services } from '../../../src/ports.ts';
import { Cloud } from '../../sim/cloud.ts';
import { servicesOf } from '../../sim/services.ts';
import { CalmWorld } from '../../sim/calm-world.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A document of one page, registered and waiting for `ocr`, with a memo that stores as the test says. */
async function aWaitingDocument(create: MemoStore['create']) {
  const world = new CalmWorld();
  const { stores } = new Cloud(world);
  const sent: { stage: string; message: unknown }[] = [];
  let isGivenBack = false;
  const calm = servicesOf(world, 'test', stores);
  const services: Services = {
    ...calm,
    memo: { ...calm.memo, create },
    queues: { send: (stage, message) => Promise.resolve(void sent.push({ stage, message })) },
    reader: {
      ...calm.reader,
      acquire: async () => ({ ...(await calm.reader.acquire()), [Symbol.dispose]: () => void (isGivenBack = true) }),
    },
  };
  await stores.uploads.put('a.txt', toChunks('alpha'), { contentType: 'text/plain', limitBytes: 100 });
  await intake(services, { container: 'documents', name: 'a.txt', traceparent: '' }, silent);
  const context = new InvocationContext({ functionName: 'ocr-document', logHandler: () => undefined });
  const run = async () => await ocrDocument(services)(sent[0]?.message, context);
  return { run, stages: () => sent.map(({ stage }) => stage), isGivenBack: () => isGivenBack };
}

async function* toChunks(text: string) {
  yield await Promise.resolve(Buffer.from(text));
}

it('gives its slot back once the last page is read, while that page is still being stored', async () => {
  const storing = Promise.withResolvers<undefined>();
  const stored = Promise.withResolvers<undefined>();
  const document = await aWaitingDocument(() => {
    storing.resolve(undefined);
    return stored.promise;
  });

  const running = document.run();
  await storing.promise;
  await nextTurn();

  expect(document.isGivenBack()).toBe(true);
  expect(document.stages()).toEqual(['ocr']);
  stored.resolve(undefined);
  await running;
  expect(document.stages()).toEqual(['ocr', 'preprocess']);
});

it('does not pass a document on whose page could not be stored', async () => {
  const document = await aWaitingDocument(() => Promise.reject(new AppError('unavailable', 'Storage is away')));

  await document.run();

  expect(document.stages()).toEqual(['ocr', 'ocr']);
});
