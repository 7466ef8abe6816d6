import { type PatchOperation, PatchOperationType as Op } from '@azure/cosmos';
import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { aContainer, anAccount, failureOf, statusOf } from './an-account.ts';

const { database } = await anAccount();
const container = await aContainer(database);

let count = 0;
async function anItem(properties: object) {
  const id = `p${++count}`;
  await container.items.create({ id, x: 'a', ...properties });
  return container.item(id, 'a');
}

describe(page('cosmos-db/partial-document-update'), () => {
  it.each<{ name: string; before: object; operations: PatchOperation[]; after: object }>([
    {
      name: 'sets what is there and what is not',
      before: { a: 1 },
      operations: [
        { op: Op.set, path: '/a', value: 2 },
        { op: Op.set, path: '/b', value: { c: 3 } },
      ],
      after: { a: 2, b: { c: 3 } },
    },
    {
      name: 'inserts into an array and appends to it',
      before: { list: ['a', 'c'] },
      operations: [
        { op: Op.add, path: '/list/1', value: 'b' },
        { op: Op.add, path: '/list/-', value: 'd' },
      ],
      after: { list: ['a', 'b', 'c', 'd'] },
    },
    {
      name: 'sets an element of an array in place',
      before: { list: ['a', 'b'] },
      operations: [{ op: Op.set, path: '/list/1', value: 'B' }],
      after: { list: ['a', 'B'] },
    },
    {
      name: 'removes a property and an element',
      before: { a: 1, list: [1, 2, 3] },
      operations: [
        { op: Op.remove, path: '/a' },
        { op: Op.remove, path: '/list/0' },
      ],
      after: { list: [2, 3] },
    },
    {
      name: 'increments by any number, from 0 where nothing is',
      before: { n: 1 },
      operations: [
        { op: Op.incr, path: '/n', value: -2.5 },
        { op: Op.incr, path: '/m', value: 4 },
      ],
      after: { n: -1.5, m: 4 },
    },
    {
      name: 'replaces deep inside',
      before: { a: { b: [{ c: 1 }] } },
      operations: [{ op: Op.replace, path: '/a/b/0/c', value: null }],
      after: { a: { b: [{ c: null }] } },
    },
    {
      name: 'reads ~1 as / and ~0 as ~',
      before: {},
      operations: [{ op: Op.set, path: '/a~1b~0c', value: 1 }],
      after: { 'a/b~c': 1 },
    },
  ])('$name', async ({ before, operations, after }) => {
    const item = await anItem(before);

    await item.patch(operations);

    const { resource } = await item.read<Record<string, unknown>>();
    const own = Object.entries(resource ?? {}).filter(([key]) => !key.startsWith('_') && key !== 'id' && key !== 'x');
    expect(Object.fromEntries(own)).toEqual(after);
  });

  it('moves a value', async () => {
    const item = await anItem({ from: { deep: [1] } });

    await item.patch([{ op: 'move' as never, from: '/from/deep', path: '/to' } as never]);

    expect((await item.read()).resource).toMatchObject({ from: {}, to: [1] });
  });

  it('runs only if its condition holds', async () => {
    const item = await anItem({ state: 'claimed', n: 1 });
    const operations: PatchOperation[] = [{ op: Op.incr, path: '/n', value: 1 }];

    expect(await statusOf(item.patch({ condition: "FROM c WHERE c.state = 'claimed'", operations }))).toBe(200);
    expect(await statusOf(item.patch({ condition: "FROM c WHERE c.state = 'free'", operations }))).toBe(412);
    expect((await item.read<{ n: number }>()).resource?.n).toBe(2);
  });

  it('is one write: it moves the ETag on once and answers the item as it is now', async () => {
    const item = await anItem({ n: 1 });
    const before = await item.read();

    const patched = await item.patch([{ op: Op.incr, path: '/n', value: 1 }]);

    expect(patched.etag).not.toBe(before.etag);
    expect(patched.resource).toMatchObject({ n: 2, _etag: patched.etag });
  });

  it('answers 404 where nothing is', async () => {
    expect(await statusOf(container.item('nowhere', 'a').patch([{ op: Op.set, path: '/n', value: 1 }]))).toBe(404);
  });
});

describe(page('cosmos-db/partial-document-update-faq'), () => {
  it.each<{ name: string; operation: PatchOperation }>([
    { name: 'remove what is not there', operation: { op: Op.remove, path: '/none' } },
    { name: 'replace what is not there', operation: { op: Op.replace, path: '/none', value: 1 } },
    { name: 'set below what is not there', operation: { op: Op.set, path: '/none/deep', value: 1 } },
    { name: 'increment text', operation: { op: Op.incr, path: '/text', value: 1 } },
    { name: 'leave the bounds of an array', operation: { op: Op.add, path: '/list/5', value: 1 } },
    { name: 'change the id', operation: { op: Op.set, path: '/id', value: 'other' } },
    { name: 'change the partition key', operation: { op: Op.set, path: '/x', value: 'other' } },
    { name: 'change a system property', operation: { op: Op.set, path: '/_ts', value: 1 } },
  ])('may not $name: 400, and the item stays as it was', async ({ operation }) => {
    const item = await anItem({ text: 'a', list: [1] });
    const before = (await item.read<object>()).resource;

    expect(await statusOf(item.patch([{ op: Op.set, path: '/first', value: 1 }, operation]))).toBe(400);
    expect((await item.read()).resource).toEqual(before);
  });

  it('takes ten operations and refuses eleven', async () => {
    const item = await anItem({ n: 0 });
    const operations = (length: number) =>
      Array.from({ length }, (): PatchOperation => ({ op: Op.incr, path: '/n', value: 1 }));

    expect(await statusOf(item.patch(operations(10)))).toBe(200);
    expect(await failureOf(item.patch(operations(11)))).toMatchObject({
      code: 400,
      message: expect.stringContaining("can't exceed 10") as string,
    });
  });
});
