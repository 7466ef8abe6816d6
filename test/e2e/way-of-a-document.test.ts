import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, idOf, show, versionOf } from './documents-api.ts';
import { endOf, listen, type Hub } from './hub.ts';
import { startSystem, temporaryHome, type System } from './system.ts';

const review =
  'The pasta was delicious and our waiter could not have been kinder. We will come back, the best dinner in years.';

describe('the way of a document, seen through the official SDKs', () => {
  let home: Awaited<ReturnType<typeof temporaryHome>>;
  let system: System;
  let hub: Hub;

  beforeAll(async () => {
    home = await temporaryHome();
    system = await startSystem(home.path);
    hub = await listen(system.connectionStrings.Events);
  });

  afterAll(async () => {
    await hub.close();
    await system.end();
    await home.remove();
  });

  const upload = (name: string, text: string) =>
    system.uploads.getBlockBlobClient(name).upload(text, Buffer.byteLength(text));

  const itemsOf = async (name: string) => {
    const { resources } = await system.documents.items
      .query<{
        id: string;
        type: string;
        state: string;
        version: string;
        run: number;
        label: string;
        model: string;
        modelVersion: string;
      }>({ query: 'SELECT * FROM c' }, { partitionKey: idOf(name) })
      .fetchAll();
    return resources;
  };

  it('leads from an uploaded blob to job, prediction and one CloudEvent, without any other call', async () => {
    const { etag } = await upload('reviews/first.txt', review);
    const version = etag?.replaceAll('"', '');

    const [event] = await hub.events(endOf('reviews/first.txt'));
    const items = await itemsOf('reviews/first.txt');

    expect(items.find(({ type }) => type === 'job')).toMatchObject({
      version,
      run: 1,
      state: 'scored',
      documentId: idOf('reviews/first.txt'),
    });
    expect(items.filter(({ type }) => type === 'prediction')).toMatchObject([
      { model: 'document-type', label: 'review' },
    ]);
    expect(event).toMatchObject({
      specversion: '1.0',
      type: 'docscore.document.scored.v1',
      source: 'docscore',
      data: {
        documentId: idOf('reviews/first.txt'),
        version,
        run: 1,
        pages: 1,
        predictions: [{ model: 'document-type', modelVersion: '1.0.0', slot: 'green', label: 'review' }],
      },
    });
    expect(event?.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/);
    expect(event?.id).toBe(
      createHash('sha256')
        .update([idOf('reviews/first.txt'), version, 1, event?.type].join('\n'))
        .digest('hex'),
    );
  });

  it('makes one run and one event id of an event that is delivered three times', async () => {
    const { etag } = await upload('thrice.txt', review);
    await hub.events(endOf('thrice.txt'));

    const delivery = [gridEvent('thrice.txt', 'Created', 'FF')];
    for (let time = 0; time < 3; time++) expect((await deliver(delivery)).status).toBe(202);

    const jobs = (await itemsOf('thrice.txt')).filter(({ type }) => type === 'job');
    expect(jobs).toMatchObject([{ version: etag?.replaceAll('"', ''), run: 1, state: 'scored' }]);
    await upload('after-thrice.txt', review);
    await hub.events(endOf('after-thrice.txt'));
    expect(
      new Set(
        hub.arrived
          .map(({ event }) => event)
          .filter(endOf('thrice.txt'))
          .map(({ id }) => id),
      ).size,
    ).toBe(1);
  });

  it('makes a new version of other bytes under the same name, and the old result stays readable', async () => {
    const old = await upload('twice.txt', review);
    await hub.events(endOf('twice.txt'));
    const letter =
      'Dear Mrs Miller, thank you for your letter of 3 May. I am writing to confirm our appointment. Yours sincerely, John';
    const fresh = await upload('twice.txt', letter);
    await hub.events(({ data }) => data.name === 'twice.txt' && `"${data.version}"` === fresh.etag);

    const document = await show(system, 'twice.txt');

    expect(document.version).toBe(fresh.etag?.replaceAll('"', ''));
    const byVersion = Object.fromEntries(
      document.runs.map((run) => [`"${run.version}"`, [run.state, run.predictions[0]?.label]]),
    );
    expect(byVersion).toEqual({ [old.etag ?? '']: ['scored', 'review'], [fresh.etag ?? '']: ['scored', 'letter'] });
    const ocr = await call(system, `/api/documents/${idOf('twice.txt')}/ocr?version=${versionOf(old)}`);
    expect(await ocr.text()).toContain('pasta');
  });

  it('reads the same bytes under two names once, and gives two results', async () => {
    const text = `${review} Twice under two names.`;
    const sha256 = createHash('sha256').update(text).digest('hex');
    await Promise.all([upload('one-name.txt', text), upload('other-name.txt', text)]);
    await hub.events(({ data }) => ['one-name.txt', 'other-name.txt'].includes(data.name), 2);

    const labels = [...(await itemsOf('one-name.txt')), ...(await itemsOf('other-name.txt'))].flatMap(
      ({ type, label }) => (type === 'prediction' ? [label] : []),
    );
    expect(labels).toEqual(['review', 'review']);
    expect(system.lines.filter((line) => line.includes('page.extracted') && line.includes(sha256))).toHaveLength(1);
  });

  it('marks a deleted document, and an older creation that arrives late changes nothing', async () => {
    await upload('short-lived.txt', review);
    await hub.events(endOf('short-lived.txt', 'scored'));
    await system.uploads.deleteBlob('short-lived.txt');
    await hub.events(endOf('short-lived.txt', 'deleted'));

    expect((await deliver([gridEvent('short-lived.txt', 'Created', '01')])).status).toBe(202);

    expect((await show(system, 'short-lived.txt')).state).toBe('deleted');
    expect((await itemsOf('short-lived.txt')).filter(({ type }) => type === 'job')).toHaveLength(1);
  });

  const gridEvent = (name: string, api: string, sequencer: string) => ({
    id: `test-${name}-${sequencer}`,
    topic: '/subscriptions/test',
    subject: `/blobServices/default/containers/documents/blobs/${name}`,
    eventType: `Microsoft.Storage.Blob${api}`,
    eventTime: new Date().toISOString(),
    dataVersion: '',
    metadataVersion: '1',
    data: { api: 'PutBlob', url: 'http://127.0.0.1:1/never-fetched', sequencer },
  });

  const deliver = (events: object[]) =>
    fetch(
      `${system.url}/runtime/webhooks/eventgrid?functionName=receive-document&code=${system.keys.systemEventGrid}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'aeg-event-type': 'Notification' },
        body: JSON.stringify(events),
      },
    );
});
