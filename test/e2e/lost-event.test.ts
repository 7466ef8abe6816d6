import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idOf, versionOf } from './documents-api.ts';
import { addFault } from './faults.ts';
import { endOf, listen, type Hub } from './hub.ts';
import { startSystem, temporaryHome, type System } from './system.ts';

const text = 'The pasta was delicious and our waiter could not have been kinder.';

/** The sweep takes an interest in blobs that are older than a second. */
const impatient = { SWEEP_GRACE_SECONDS: '1', SWEEP_SCHEDULE: '* * * * * *' };

describe('an upload whose event never comes', () => {
  let home: Awaited<ReturnType<typeof temporaryHome>>;
  let system: System;
  let hub: Hub;

  beforeAll(async () => {
    home = await temporaryHome();
    system = await startSystem(home.path, impatient, ['--control=0']);
    hub = await listen(system.connectionStrings.Events);
    // What the start feeds has an event too, which must not meet the fault.
    await hub.events(({ data }) => data.name.endsWith('hello.txt'));
  });

  afterAll(async () => {
    try {
      await hub.close();
      await system.end();
    } finally {
      await home.remove();
    }
  });

  it('is found by the sweep and scored, as are those beside it', { timeout: 120_000 }, async () => {
    await addFault(system, {
      service: 'event-grid',
      operation: '^event uploads$',
      trouble: { kind: 'drop', when: 'before' },
      times: 1,
    });
    const upload = async (name: string) =>
      versionOf(await system.uploads.getBlockBlobClient(name).upload(text, text.length));
    const version = await upload('lost.txt');
    await upload('beside.txt');

    const [[lost], [beside]] = await Promise.all([hub.events(endOf('lost.txt')), hub.events(endOf('beside.txt'))]);

    expect(lost).toMatchObject({ type: 'docscore.document.scored.v1', data: { version, run: 1 } });
    expect(beside?.type).toBe('docscore.document.scored.v1');
    expect(strays(system)).toContainEqual(expect.stringContaining(idOf('lost.txt')));
  });
});

/** What the sweep says of blobs that it has found. */
const strays = ({ lines }: System) => lines.filter((line) => line.includes('"event":"blob.without-job"'));
