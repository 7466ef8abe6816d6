import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { burnt, nameOf, sufferOutages, type OutageOutcome } from '../kills/outage.ts';
import { services, startOutageSystem, type OutageSystem } from '../kills/outage-system.ts';
import { judge } from '../kills/verdict.ts';

/** A short one of `npm run outages`, which has each service away for 30 s. */
describe('while Cosmos DB, Event Hubs, queues, blobs and recognition are away for two seconds each, under load', () => {
  let running: OutageSystem;
  let outcome: OutageOutcome;

  beforeAll(async () => {
    running = await startOutageSystem();
    outcome = await sufferOutages(running, services, {
      ...{ seed: 1, forMs: 2000, gapMs: 200, everyMs: 400, folder: 'outages', patienceMs: 60_000 },
    });
  }, 180_000);

  afterAll(() => running.end());

  it('nothing is lost, nothing comes twice, and every document ends as it must', () => {
    expect(outcome.uploads.length).toBeGreaterThan(20);
    expect(judge(outcome.evidence, outcome.uploads)).toEqual([]);
  });

  it('no attempt is burnt', () => {
    expect(burnt(outcome.evidence)).toEqual([]);
  });

  it.each(services)('/api/health/ready names %s', (service) => {
    expect(outcome.named.get(service)).toContain(nameOf[service]);
  });
});
