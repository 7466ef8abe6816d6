import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createFaults } from '../../../src/local/faults/faults.ts';

describe('faults', () => {
  it('are met by the operations that they name, of their service only', () => {
    const faults = createFaults();
    faults.add({ service: 'cosmos', operation: '^POST .*/docs$', trouble: { kind: 'latency', ms: 5 } });

    expect(faults.meet('cosmos', 'POST /dbs/a/colls/b/docs')).toEqual({ kind: 'latency', ms: 5 });
    expect(faults.meet('cosmos', 'GET /dbs/a')).toBeUndefined();
    expect(faults.meet('blob', 'POST /dbs/a/colls/b/docs')).toBeUndefined();
  });

  it('end after as many operations as they say, and count them', () => {
    const faults = createFaults();
    faults.add({ service: 'queue', trouble: { kind: 'duplicate' }, times: 2 });

    expect(faults.meet('queue', 'message ocr')).toEqual({ kind: 'duplicate' });
    expect(faults.inForce()).toMatchObject([{ id: '1', met: 1 }]);
    expect(faults.meet('queue', 'message ocr')).toEqual({ kind: 'duplicate' });
    expect(faults.meet('queue', 'message ocr')).toBeUndefined();
    expect(faults.inForce()).toEqual([]);
  });

  it('are met by a share of the operations', () => {
    const draws = [0.1, 0.5, 0.29, 0.3];
    const faults = createFaults(() => draws.shift() ?? 1);
    faults.add({ service: 'blob', trouble: { kind: 'latency', ms: 1 }, share: 0.3 });

    const met = [1, 2, 3, 4].map(() => faults.meet('blob', 'GET /') !== undefined);

    expect(met).toEqual([true, false, true, false]);
  });

  it('come in the order they were asked for, but being down comes first', () => {
    const faults = createFaults();
    faults.add({ service: 'blob', trouble: { kind: 'latency', ms: 1 } });
    faults.add({ service: 'blob', trouble: { kind: 'latency', ms: 2 } });
    const id = faults.add({ service: 'blob', trouble: { kind: 'down' } });

    expect(faults.meet('blob', 'GET /')).toEqual({ kind: 'down' });
    faults.remove(id);
    expect(faults.meet('blob', 'GET /')).toEqual({ kind: 'latency', ms: 1 });
  });

  it('tell when a service goes down and when it is up again, once for two that overlap', () => {
    const faults = createFaults();
    const told: string[] = [];
    faults.changes.on('down', (service) => told.push(`${service} down`));
    faults.changes.on('up', (service) => told.push(`${service} up`));

    const first = faults.add({ service: 'cosmos', trouble: { kind: 'down' } });
    const second = faults.add({ service: 'cosmos', trouble: { kind: 'down' } });
    faults.remove(first);
    expect(told).toEqual(['cosmos down']);
    faults.remove(second);

    expect(told).toEqual(['cosmos down', 'cosmos up']);
  });

  it('end by themselves after a time', async () => {
    const faults = createFaults();
    const up = once(faults.changes, 'up');

    faults.add({ service: 'event-hubs', trouble: { kind: 'down' }, forMs: 30 });
    expect(faults.isDown('event-hubs')).toBe(true);
    await up;

    expect(faults.isDown('event-hubs')).toBe(false);
  });
});
