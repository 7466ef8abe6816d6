import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { startLocal } from '../target.ts';
import { connect, describeGrid, gridArguments } from './grid.ts';
import { startReceiver } from './receiver.ts';

const receiver = await startReceiver();
const dir = await mkdtemp(join(tmpdir(), 'docscore-grid-restart-'));
const { file, remove } = await describeGrid({ orders: { retryPolicy: { maxDeliveryAttempts: 3 } } }, receiver);
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
  await remove();
});

async function start() {
  const { addresses, end } = await startLocal([...gridArguments, `--dir=${dir}`, `--resources=${file}`]);
  const grid = connect(addresses.eventGrid, addresses.storage, addresses.control);
  await grid.provisioned('orders');
  return { grid, end };
}

describe(page('event-grid/delivery-and-retry'), () => {
  it('keeps what it took, and how often it tried, though its process is killed', async () => {
    receiver.answers('orders', 500);
    const first = await start();
    const id = await first.grid.publish();
    await first.grid.counted('orders', 'DeliveryAttemptFailCount', 1);
    await first.end('SIGKILL');

    receiver.answers('orders', 200);
    const second = await start();
    await second.grid.advance(11_000);
    const [, again] = await receiver.until('orders', 2);
    await second.end();

    expect(again?.events).toMatchObject([{ id }]);
    expect(again?.headers['aeg-delivery-count']).toBe('1');
    expect(receiver.questions('orders')).toHaveLength(1);
  });
});
