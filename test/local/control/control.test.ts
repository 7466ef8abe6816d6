import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { movableClock, type MovableClock } from '../../../src/local/clock.ts';
import { startControl, type Control } from '../../../src/local/control/control.ts';
import { createFaults, type Faults } from '../../../src/local/faults/faults.ts';

let control: Control;
let faults: Faults;
let clock: MovableClock;

beforeAll(async () => {
  faults = createFaults();
  clock = movableClock();
  control = await startControl({ port: 0, faults, clock });
});
afterAll(() => control.stop());
beforeEach(() => faults.clear());

async function ask(method: string, path: string, body?: unknown) {
  const response = await fetch(control.url + path, {
    method,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as unknown };
}

const down = { service: 'cosmos', trouble: { kind: 'down' } };

describe('the control endpoint', () => {
  it('puts a fault in force, lists it and takes it away', async () => {
    const made = await ask('POST', '/faults', down);
    expect(made.status).toBe(201);
    const { id } = made.body as { id: string };

    expect((await ask('GET', '/faults')).body).toEqual([{ ...down, id, met: 0, share: 1 }]);
    expect(faults.isDown('cosmos')).toBe(true);

    expect((await ask('DELETE', `/faults/${id}`)).status).toBe(204);
    expect(faults.isDown('cosmos')).toBe(false);
    expect((await ask('DELETE', `/faults/${id}`)).status).toBe(404);
  });

  it('takes all faults away at once', async () => {
    await ask('POST', '/faults', down);
    await ask('POST', '/faults', { service: 'blob', trouble: { kind: 'latency', ms: 3 } });

    expect((await ask('DELETE', '/faults')).status).toBe(204);
    expect((await ask('GET', '/faults')).body).toEqual([]);
  });

  it('moves the clock', async () => {
    const before = (await ask('GET', '/clock')).body as { nowMs: number };

    const { status, body } = await ask('POST', '/clock', { advanceMs: 3_600_000 });

    expect(status).toBe(200);
    expect((body as { nowMs: number }).nowMs - before.nowMs).toBeGreaterThanOrEqual(3_600_000);
    expect(clock.now()).toBeGreaterThanOrEqual(before.nowMs + 3_600_000);
  });

  it.each([
    { body: { service: 'postgres', trouble: { kind: 'down' } }, names: 'service' },
    { body: { service: 'cosmos', trouble: { kind: 'explode' } }, names: 'trouble' },
    { body: { service: 'cosmos', trouble: { kind: 'down' }, operation: '(' }, names: 'operation' },
    { body: { service: 'cosmos', trouble: { kind: 'down' }, colour: 'red' }, names: 'colour' },
    { body: 'not JSON', names: 'JSON' },
  ])('says what is wrong with $body', async ({ body, names }) => {
    const answer = await ask('POST', '/faults', body);

    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(names);
    expect(faults.inForce()).toEqual([]);
  });

  it('refuses to turn the clock back', async () => {
    expect((await ask('POST', '/clock', { advanceMs: -1 })).status).toBe(400);
  });

  it('says what there is when asked for anything else', async () => {
    const { status, body } = await ask('GET', '/metrics');

    expect(status).toBe(404);
    expect(JSON.stringify(body)).toContain('POST /faults');
  });
});
