import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { advanced, rows } from './filter-rows.ts';
import type { Sample } from './filter-rows.ts';
import { startGrid } from './grid.ts';
import type { Subscriptions } from './grid.ts';
import { startReceiver } from './receiver.ts';

const receiver = await startReceiver();
const nameOf = (index: number) => `filter-${index}`;
const grid = await startGrid(
  {
    ...Object.fromEntries(
      rows.map(({ filter }, index): [string, Subscriptions[string]] => [
        nameOf(index),
        { filter: { subjectBeginsWith: `/${nameOf(index)}/`, ...filter } },
      ]),
    ),
    'cloud-filter': {
      topic: 'cloud-orders',
      filter: advanced('StringIn', 'tenant', { values: ['north'] }),
    },
  },
  receiver,
);

describe(page('event-grid/event-filtering'), () => {
  it.each(rows.map((row, index) => ({ ...row, path: nameOf(index) })))(
    'passes $name',
    async ({ passes, stops, path }) => {
      const sample = ({ subject = '', ...rest }: Sample) => ({ subject: `/${path}/${subject}`, ...rest });
      await grid.publish(sample(stops));
      const id = await grid.publish(sample(passes));
      await receiver.until(path, 1);

      expect(receiver.at(path).flatMap(({ events }) => events.map((event) => event['id']))).toEqual([id]);
    },
  );

  it('passes CloudEvents by an extension attribute', async () => {
    await grid.publishCloud({ extensionAttributes: { tenant: 'south' } });
    const id = await grid.publishCloud({ extensionAttributes: { tenant: 'north' } });
    await receiver.until('cloud-filter', 1);

    expect(receiver.at('cloud-filter').flatMap(({ events }) => events.map((event) => event['id']))).toEqual([id]);
  });
});
