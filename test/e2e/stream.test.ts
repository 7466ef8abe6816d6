import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, callAs, idOf } from './documents-api.ts';
import { listen, type Hub } from './hub.ts';
import { judge, messages, send, untilSettled } from './requests.ts';
import { startSystem, temporaryHome, type System } from './system.ts';

/** Leases and the sweep's patience, shortened, so that what the kill left behind is picked up within the test. */
const impatient = { LEASE_SECONDS: '5', SWEEP_GRACE_SECONDS: '1', SWEEP_SCHEDULE: '*/2 * * * * *', READERS: '1' };

describe('messages to the hub requests', () => {
  let home: Awaited<ReturnType<typeof temporaryHome>>;
  let first: System | undefined;
  let second: System | undefined;
  let hub: Hub | undefined;

  beforeAll(async () => {
    home = await temporaryHome();
  });

  afterAll(async () => {
    try {
      await hub?.close();
      await first?.end();
      await second?.end();
    } finally {
      await home.remove();
    }
  });

  it(
    '300 with 5 bad ones among them and a kill -9 in the middle: 295 answers, 5 dead letters, no second event id',
    { timeout: 300_000 },
    async () => {
      const sent = messages(300, 5);
      first = await startSystem(home.path, impatient);
      await Promise.all([
        send(first.connectionStrings.Events, sent),
        first.line((line) => line.includes('request.scored')),
      ]);
      await first.kill();

      second = await startSystem(home.path, impatient);
      hub = await listen(second.connectionStrings.Events);

      expect(judge(sent, await untilSettled(second, hub, sent, 200_000))).toEqual([]);
    },
  );

  it('what people say of the answers becomes labelled rows; of two who correct at once one gets 412', async () => {
    if (!second || !hub) throw new Error('The system has not started');
    const system = second;
    const json = { 'content-type': 'application/json' };
    const path = `/api/documents/${idOf('hello.txt')}/corrections`;
    await hub.events(({ data }) => data.name === 'hello.txt');
    const put = (label: string) =>
      callAs(system, 'operator', `${path}/document-type`, {
        ...{ method: 'PUT', headers: { ...json, 'if-none-match': '*' }, body: JSON.stringify({ label }) },
      });

    const answers = await Promise.all(['invoice', 'letter'].map(put));
    const feedback = { predictionId: 'request:request-7:0', label: 'receipt' };
    const given = await call(system, '/api/feedback', {
      method: 'POST',
      headers: json,
      body: JSON.stringify(feedback),
    });

    expect([...answers.map(({ status }) => status), given.status].sort()).toEqual([200, 201, 412]);
    const [won, lost] = answers.sort((a, b) => a.status - b.status);
    const { label } = (await won?.json()) as { label: string };
    expect(await lost?.json()).toMatchObject({ code: 'changed', present: { label } });
    expect(lost?.headers.get('etag')).toBe(won?.headers.get('etag'));
    const rows = await (await callAs(system, 'reader', '/api/models/document-type/corrections')).json();
    expect((rows as { corrections: { label: string; subject: string }[] }).corrections).toHaveLength(2);
    expect(rows).toMatchObject({
      corrections: expect.arrayContaining([
        expect.objectContaining({ label, row: { text: 'I loved the soup, and the waiter was friendly.' } }),
        expect.objectContaining({ label: 'receipt', row: { text: 'Thank you for visit 7: total 12.50' } }),
      ]) as unknown,
    });
  });
});
