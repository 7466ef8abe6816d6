import { describe, expect, it } from 'vitest';
import { deleteDocument } from '../../../src/functions/http/delete-document.ts';
import { aShadow } from '../../fixtures/rollouts.ts';
import { idOf } from '../a-system.ts';
import { aRolloutSystem } from './a-rollout-system.ts';
import { ask, comparisonOf } from './asking.ts';

describe('shadow answers', () => {
  it('come after the response, are seen by nobody and are compared', async () => {
    const system = aRolloutSystem({ rollout: { blue: aShadow() } });

    const answered = await ask(system, ['good soup', 'great soup', 'good great soup', 'cold soup']);

    expect(answered).toMatchObject({ slot: 'green', modelVersion: '1.0.0' });
    expect(answered.predictions.map(({ label }) => label)).toEqual(['yes', 'no', 'yes', 'no']);
    expect(await comparisonOf(system)).toMatchObject({
      pairs: {
        rows: 4,
        agreed: 2,
        changed: [
          { green: 'yes', blue: 'no', rows: 1 },
          { green: 'no', blue: 'yes', rows: 1 },
        ],
      },
      ...{ agreement: 0.5, green: { requests: 1, rows: 4 }, blue: { requests: 1, rows: 4, errors: 0 } },
    });
  });

  it('of a version that fails are counted against it, and cost nobody an answer', async () => {
    const blue = () => {
      throw new Error('This graph divides by zero');
    };
    const system = aRolloutSystem({ rollout: { blue: aShadow() }, blue });

    for (let request = 0; request < 100; request++) await ask(system, ['good soup']);

    expect(await comparisonOf(system)).toMatchObject({
      ...{ pairs: { rows: 0, failed: 100 }, blue: { requests: 100, errors: 100 }, green: { errors: 0 } },
      decision: { verdict: 'keep', basis: 'failing' },
    });
    expect(system.errors).toHaveLength(100);
  });

  it('are dropped with a count when too much waits', async () => {
    const system = aRolloutSystem({ rollout: { blue: aShadow() }, room: 3 });

    await Promise.all([ask(system, ['one', 'two']), ask(system, ['three', 'four']), ask(system, ['five'])]);

    expect(await comparisonOf(system)).toMatchObject({ pairs: { rows: 3, dropped: 2 }, green: { requests: 3 } });
  });

  it('of a document are stored beside its prediction, and erased with it', async () => {
    const system = aRolloutSystem({ rollout: { blue: aShadow() } });

    await system.upload('a.txt', 'great soup');
    await system.work();
    await system.idle();

    const items = system.itemsOf('a.txt');
    const said = items.flatMap((item) => (item.type === 'prediction' || item.type === 'shadow' ? [item] : []));
    expect(said.filter(({ model }) => model === 'review')).toMatchObject([
      { type: 'prediction', slot: 'green', modelVersion: '1.0.0', label: 'no' },
      { type: 'shadow', slot: 'blue', modelVersion: '2.0.0', label: 'yes' },
    ]);
    const events = items.flatMap((item) => (item.type === 'outbox' ? item.event.data.predictions : []));
    expect(events.map(({ model, slot }) => [model, slot])).toEqual([
      ['document-type', 'green'],
      ['review', 'green'],
    ]);

    await system.request(deleteDocument, { id: idOf('a.txt') });
    system.world.pass(3700);
    await system.sweep(); // Tells what is owed; what is told is erased.
    await system.sweep();
    expect(new Set(system.itemsOf('a.txt').map(({ type }) => type))).toEqual(new Set(['head', 'audit']));
  });
});

describe('labels in a comparison', () => {
  it('count for both versions, but for those that the candidate was trained on', async () => {
    const system = aRolloutSystem({ rollout: { blue: aShadow() }, trainedOn: [6] });
    await system.label('great soup', 'yes', 6);
    await system.label('good soup', 'yes', 1);
    await system.label('great soup', 'yes', 2);
    await system.label('good great soup', 'yes', 3);
    await system.label('cold soup', 'yes', 4);
    await system.label('cold soup', 'maybe', 5, { row: { text: 7 } });

    expect(await comparisonOf(system)).toMatchObject({
      labels: { bothRight: 1, onlyGreen: 1, onlyBlue: 1, bothWrong: 2 },
    });
  });
});
