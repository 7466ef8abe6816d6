import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import { describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { target } from '../target.ts';
import { outputApp, read, withoutEvents, write } from './output-app.ts';

const { functions, storage } = await target(['--only=storage,cosmos,functions', ...outputApp, ...withoutEvents]);
const blobs = BlobServiceClient.fromConnectionString(storage);
const outbox = blobs.getContainerClient('outbox');
const queues = QueueServiceClient.fromConnectionString(storage);

const content = async (blob: string, container = outbox) =>
  (await container.getBlobClient(blob).downloadToBuffer()).toString('latin1');

/** Takes what is in a queue. */
async function taken(name: string): Promise<string[]> {
  const queue = queues.getQueueClient(name);
  const { receivedMessageItems: messages } = await queue.receiveMessages({ numberOfMessages: 32 });
  await Promise.all(messages.map(({ messageId, popReceipt }) => queue.deleteMessage(messageId, popReceipt)));
  return messages.map(({ messageText }) => messageText).sort();
}

describe(page('azure-functions/functions-bindings-storage-queue-output'), () => {
  it('sends text as it is, and makes an array several messages', async () => {
    expect((await write(functions, { set: { queue: 'one' } })).status).toBe(201);
    await write(functions, { set: { queue: ['two', 'three'] } });

    expect(await taken('out')).toEqual(['one', 'three', 'two']);
  });

  it('sends the bytes of a Buffer, also when they could be read as an array', async () => {
    await write(functions, { bytes: { queue: '[1,2]' } });

    expect(await taken('out')).toEqual(['[1,2]']);
  });

  it('makes a queue that is not there', async () => {
    const { name } = await write(functions, { set: { newQueue: 'first' } });

    expect(await taken(`made-${name}`)).toEqual(['first']);
  });
});

describe(source('Azure/azure-functions-host/src/WebJobs.Script/Binding/FunctionBinding.cs'), () => {
  it.each([
    {
      what: 'an object, indented',
      value: { a: { b: [1] } },
      sent: ['{\n  "a": {\n    "b": [\n      1\n    ]\n  }\n}'],
    },
    { what: 'text that holds an array, taken apart', value: '["a",{"b":1}]', sent: ['a', '{\n  "b": 1\n}'] },
    { what: 'text that only looks like JSON, as it is', value: '{not json}', sent: ['{not json}'] },
    { what: 'numbers and truths as .NET prints them', value: [12.5, true], sent: ['12.5', 'True'] },
    { what: 'nulls left out', value: ['a', null], sent: ['a'] },
    { what: 'null as nothing', value: null, sent: [] },
    { what: 'an empty array as nothing', value: [], sent: [] },
  ])('sends $what', async ({ value, sent }) => {
    expect((await write(functions, { set: { queue: value } })).status).toBe(201);

    expect(await taken('out')).toEqual(sent);
  });
});

describe(page('azure-functions/functions-bindings-storage-blob-output'), () => {
  it('writes text, bytes and objects, over what was there', async () => {
    const { name } = await write(functions, { set: { blob: 'text' } });
    expect(await content(name)).toBe('text');
    await write(functions, { bytes: { blob: '\u00ff\u0000' } }, { name });
    expect(await content(name)).toBe('\u00ff\u0000');
    await write(functions, { set: { blob: { a: [1, 2] } } }, { name });
    expect(await content(name)).toBe('{"a":[1,2]}');
  });

  it('makes a container that is not there', async () => {
    const { name } = await write(functions, { set: { newContainer: 'x' } });

    expect(await content('blob', blobs.getContainerClient(`made-${name}`))).toBe('x');
  });
});

describe(page('azure-functions/functions-bindings-storage-blob-input'), () => {
  it('gives a Buffer, or text with dataType string, or undefined when there is no blob', async () => {
    await blobs.getContainerClient('inbox').getBlockBlobClient('here').upload('123', 3);

    expect(await read(functions, 'here', 'k=k&tag=t')).toMatchObject({ blob: { buffer: '123' }, text: 123 });
    expect(await read(functions, 'gone', 'k=k&tag=t')).toMatchObject({
      blob: { undefined: true },
      text: { undefined: true },
    });
  });

  it('finds the blob that a queue message names, and its return value is the output', async () => {
    await blobs.getContainerClient('inbox').getBlockBlobClient('original').upload('\u00e9', 2);

    await queues.getQueueClient('copy').sendMessage('original');

    await expect.poll(() => content('copy-original').catch(() => undefined)).toBe(Buffer.from('é').toString('latin1'));
  });
});

describe(page('azure-functions/functions-bindings-expressions-patterns'), () => {
  it('fills settings, route, query, headers, function name, date and guid into a path, in any case', async () => {
    const { status } = await write(functions, { set: { expressions: 'x' } }, { name: 'route', query: '?q=asked' });

    expect(status).toBe(201);
    const paths: string[] = [];
    for await (const { name } of outbox.listBlobsFlat({ prefix: 'folder/' })) paths.push(name);
    const year = new Date().getUTCFullYear();
    expect(paths).toEqual([
      expect.stringMatching(new RegExp(`^folder/route/asked/asked/head/write/${year}/[0-9a-f]{32}$`)) as string,
    ]);
  });

  it('finds values inside a JSON message by their path, which beat metadata of the same name', async () => {
    await queues.getQueueClient('deep').sendMessage('{"data":{"inner":{"ID":"i1"}},"number":7,"id":"own"}');

    await expect
      .poll(() => content('deep-i1-7-own').catch(() => undefined))
      .toBe('{"given":{"data":{"inner":{"ID":"i1"}},"number":7,"id":"own"}}');
  });

  it('fails a call whose expression has no value, naming it', async () => {
    expect((await write(functions, { set: { unresolved: 'x' } })).status).toBe(500);

    await queues.getQueueClient('bad-path').sendMessage('{"other":1}');
    await expect.poll(() => taken('bad-path-poison').catch(() => []), { timeout: 10_000 }).toEqual(['{"other":1}']);
  });
});

describe(page('azure-functions/functions-bindings-errors'), () => {
  it('fails the call whose output fails, so that its message is tried again and ends as poison', async () => {
    await queues.getQueueClient('failing').sendMessage('m');

    await expect.poll(() => taken('failing-poison').catch(() => []), { timeout: 10_000 }).toEqual(['m']);
  });

  it('writes no output of a call that failed', async () => {
    await queues.getQueueClient('thrower').sendMessage('m');

    await expect.poll(() => taken('thrown').catch(() => []), { timeout: 10_000 }).toEqual(['try 2']);
  });
});
