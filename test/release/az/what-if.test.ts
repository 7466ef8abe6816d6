import { describe, expect, it } from 'vitest';
import { changesBetween, type Described } from '../../../src/release/az/what-if.ts';

const resource = (id: string, body: Described['body'] = {}): Described => ({
  ...{ id, body, type: 'Microsoft.Web/sites', apiVersion: '2024-11-01' },
});

describe('what a deployment would change', () => {
  it('is made, changed, left as it is, or not touched', () => {
    const there = [resource('/a', { x: 1 }), resource('/B', { x: 1 }), resource('/old')];
    const wanted = [resource('/new'), resource('/A', { x: 1 }), resource('/b', { x: 2 })];

    expect(changesBetween(there, wanted)).toEqual([
      { resourceId: '/new', changeType: 'Create' },
      { resourceId: '/A', changeType: 'NoChange' },
      {
        ...{ resourceId: '/b', changeType: 'Modify' },
        delta: [{ path: 'x', propertyChangeType: 'Modify', before: 1, after: 2 }],
      },
      { resourceId: '/old', changeType: 'Ignore' },
    ]);
  });

  it.each([
    [{}, { sku: { name: 'B1' } }, 'sku', 'Create', null, { name: 'B1' }],
    [{ sku: { name: 'B1', size: 1 } }, { sku: { name: 'B1' } }, 'sku.size', 'Delete', 1, null],
    [{ rules: [1, 2] }, { rules: [2, 1] }, 'rules', 'Modify', [1, 2], [2, 1]],
    [{ deep: { er: { x: null } } }, { deep: { er: { x: false } } }, 'deep.er.x', 'Modify', null, false],
  ])('from %j to %j is told by its path', (before, after, path, propertyChangeType, was, becomes) => {
    const [change] = changesBetween([resource('/a', before)], [resource('/a', after)]);

    expect(change?.delta).toEqual([{ path, propertyChangeType, before: was, after: becomes }]);
  });

  it('is nothing where the same is deployed again, whatever the order of its keys', () => {
    expect(changesBetween([resource('/a', { x: 1, y: 2 })], [resource('/a', { y: 2, x: 1 })])).toEqual([
      { resourceId: '/a', changeType: 'NoChange' },
    ]);
  });
});
