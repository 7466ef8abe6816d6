import { z } from 'zod';
import type { MovableClock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import { json, type Reply, type Routes } from './routes.ts';

const Advance = z.strictObject({ advanceMs: z.int().min(0) });

/** What goes wrong, and what time it is. */
export function troubleRoutes({ faults, clock }: { faults: Faults; clock: MovableClock }): Routes {
  const time = (): Reply => ({ status: 200, body: { nowMs: clock.now(), now: new Date(clock.now()).toISOString() } });
  return {
    'GET /faults': () => ({ status: 200, body: faults.inForce() }),
    'POST /faults': async (request) => ({ status: 201, body: { id: faults.add(await json(request)) } }),
    'DELETE /faults': () => {
      faults.clear();
      return { status: 204 };
    },
    'DELETE /faults/{}': (_, id) => ({ status: faults.remove(id) ? 204 : 404 }),
    'GET /clock': time,
    'POST /clock': async (request) => {
      clock.advance(Advance.parse(await json(request)).advanceMs);
      return time();
    },
  };
}
