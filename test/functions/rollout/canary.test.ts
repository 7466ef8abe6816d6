import { describe, expect, it } from 'vitest';
import type { RolloutDetail } from '../../../src/domain/rollout-view.ts';
import { aCanary } from '../../fixtures/rollouts.ts';
import { idOf } from '../a-system.ts';
import { aRolloutSystem } from './a-rollout-system.ts';
import { ask, comparisonOf, sentTo } from './asking.ts';

describe('a canary', () => {
  it('serves its share, and the other version is asked the same unseen', async () => {
    const system = aRolloutSystem({ rollout: { blue: aCanary(0.3) } });
    const [green, blue] = [await sentTo(system, 'green'), await sentTo(system, 'blue')];

    expect(await ask(system, ['great soup'], green)).toMatchObject({ slot: 'green', predictions: [{ label: 'no' }] });
    expect(await ask(system, ['great soup'], blue)).toMatchObject({ slot: 'blue', predictions: [{ label: 'yes' }] });

    expect(await comparisonOf(system)).toMatchObject({
      pairs: { rows: 2, agreed: 0, changed: [{ green: 'no', blue: 'yes', rows: 2 }] },
      ...{ green: { requests: 1 }, blue: { requests: 1 } },
    });
  });

  it('scores the documents of its share, and predictions and events name its slot', async () => {
    const system = aRolloutSystem({ rollout: { blue: aCanary(0.3) } });
    const name = await sentTo(system, 'blue', (index) => `${String(index)}.txt`, idOf);

    await system.upload(name, 'great soup');
    await system.work();

    const items = system.itemsOf(name);
    expect(items.find((item) => item.type === 'prediction' && item.model === 'review')).toMatchObject({
      slot: 'blue',
      label: 'yes',
    });
    const [event] = items.flatMap((item) => (item.type === 'outbox' ? [item.event.data.predictions] : []));
    expect(event).toContainEqual(expect.objectContaining({ model: 'review', slot: 'blue', modelVersion: '2.0.0' }));
  });

  it('that fails at a document leaves it to green, and is blamed', async () => {
    const blue = () => {
      throw new Error('This graph divides by zero');
    };
    const system = aRolloutSystem({ rollout: { blue: aCanary(0.3) }, blue });
    const name = await sentTo(system, 'blue', (index) => `${String(index)}.txt`, idOf);

    await system.upload(name, 'good soup');
    await system.work();

    expect(await system.head(name)).toMatchObject({ state: 'scored' });
    const said = system.itemsOf(name).find((item) => item.type === 'prediction' && item.model === 'review');
    expect(said).toMatchObject({ slot: 'green', modelVersion: '1.0.0', label: 'yes' });
    expect(await comparisonOf(system)).toMatchObject({
      blue: { requests: 1, errors: 1 },
      green: { requests: 1, errors: 0 },
    });
  });

  it('that fails 5 % of its requests is withdrawn by its guard rail, and green never fails', async () => {
    let asked = 0;
    const blue = () => {
      if (++asked % 20 === 0) throw new Error('This graph divides by zero');
      return [0.2, 0.8];
    };
    const system = aRolloutSystem({ rollout: { generation: 2, blue: aCanary(0.3) }, blue, room: 0 });

    const lines: string[] = [];
    for (let look = 0; look < 20 && (await system.rollout())?.blue; look++) {
      for (let index = 0; index < 100; index++) await ask(system, ['good soup'], `${String(look)}-${String(index)}`);
      lines.push(...(await system.watch()));
    }

    expect(await system.rollout()).toMatchObject({ generation: 2, green: { modelVersion: '1.0.0' }, blue: undefined });
    const { history } = (await system.get()).body as RolloutDetail;
    expect(history[0]).toMatchObject({
      action: 'guard',
      by: 'guard',
      why: expect.stringContaining('errors') as string,
    });
    expect(lines.filter((line) => line.includes('canary.withdrawn'))).toHaveLength(1);
    expect((await ask(system, ['good soup'])).slot).toBe('green');
  });

  it('that is as good as green stays', async () => {
    const system = aRolloutSystem({ rollout: { blue: aCanary(0.3) } });

    for (let look = 0; look < 5; look++) {
      for (let index = 0; index < 50; index++) await ask(system, ['good soup'], `${String(look)}-${String(index)}`);
      await system.watch();
    }

    expect((await system.rollout())?.blue).toMatchObject({ mode: 'canary', share: 0.3 });
    expect((await system.services.scores.readComparison('review'))?.item.comparison.green.requests).toBeGreaterThan(
      100,
    );
  });
});
