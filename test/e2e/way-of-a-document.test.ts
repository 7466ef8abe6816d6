import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { shipped } from '../../src/training/seed-folders.ts';
import { call, idOf, show, versionOf } from './documents-api.ts';
import { endOf } from './hub.ts';
import { runningSystem } from './running-system.ts';

const review =
  'The pasta was delicious and our waiter could not have been kinder. We will come back, the best dinner in years.';

describe('the way of a document, seen through the official SDKs', () => {
  const running = runningSystem();

  const upload = (name: string, text: string) =>
    running.system.uploads.getBlockBlobClient(name).upload(text, Buffer.byteLength(text));

  const itemsOf = async (name: string) => {
    const { resources } = await running.system.documents.items
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

    const [event] = await running.hub.events(endOf('reviews/first.txt'));
    const items = await itemsOf('reviews/first.txt');

    expect(items.find(({ type }) => type === 'job')).toMatchObject({
      version,
      run: 1,
      state: 'scored',
      documentId: idOf('reviews/first.txt'),
    });
    expect(items.filter(({ type }) => type === 'prediction')).toMatchObject([
      { model: 'document-type', label: 'review' },
      { model: 'review-sentiment', label: '1' },
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
        predictions: [
          {
            model: 'document-type',
            modelVersion: shipped('document-type').modelVersion,
            slot: 'green',
            label: 'review',
          },
          {
            model: 'review-sentiment',
            modelVersion: shipped('review-sentiment').modelVersion,
            slot: 'green',
            label: '1',
          },
        ],
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
    await running.hub.events(endOf('thrice.txt'));

    const delivery = [gridEvent('thrice.txt', 'Created', 'FF')];
    for (let time = 0; time < 3; time++) expect((await deliver(delivery)).status).toBe(202);

    const jobs = (await itemsOf('thrice.txt')).filter(({ type }) => type === 'job');
    expect(jobs).toMatchObject([{ version: etag?.replaceAll('"', ''), run: 1, state: 'scored' }]);
    await upload('after-thrice.txt', review);
    await running.hub.events(endOf('after-thrice.txt'));
    expect(
      new Set(
        running.hub.arrived
          .map(({ event }) => event)
          .filter(endOf('thrice.txt'))
          .map(({ id }) => id),
      ).size,
    ).toBe(1);
  });

  it('makes a new version of other bytes under the same name, and the old result stays readable', async () => {
    const old = await upload('twice.txt', review);
    await running.hub.events(endOf('twice.txt'));
    const letter =
      'Dear Mrs Miller, thank you for your letter of 3 May. I am writing to confirm our appointment. Yours sincerely, John';
    const fresh = await upload('twice.txt', letter);
    await running.hub.events(({ data }) => data.name === 'twice.txt' && `"${data.version}"` === fresh.etag);

    const document = await show(running.system, 'twice.txt');

    expect(document.version).toBe(fresh.etag?.replaceAll('"', ''));
    const byVersion = Object.fromEntries(
      document.runs.map((run) => [`"${run.version}"`, [run.state, run.predictions[0]?.label]]),
    );
    expect(byVersion).toEqual({ [old.etag ?? '']: ['scored', 'review'], [fresh.etag ?? '']: ['scored', 'letter'] });
    const ocr = await call(running.system, `/api/documents/${idOf('twice.txt')}/ocr?version=${versionOf(old)}`);
    expect(await ocr.text()).toContain('pasta');
  });

  it('reads the same bytes under two names once, and gives two results', async () => {
    const text = `${review} Twice under two names.`;
    const sha256 = createHash('sha256').update(text).digest('hex');
    await Promise.all([upload('one-name.txt', text), upload('other-name.txt', text)]);
    await running.hub.events(({ data }) => ['one-name.txt', 'other-name.txt'].includes(data.name), 2);

    const labels = [...(await itemsOf('one-name.txt')), ...(await itemsOf('other-name.txt'))].flatMap(
      ({ type, label }) => (type === 'prediction' ? [label] : []),
    );
    expect(labels).toEqual(['review', '1', 'review', '1']);
    expect(
      running.system.lines.filter((line) => line.includes('page.extracted') && line.includes(sha256)),
    ).toHaveLength(1);
  });

  it('marks a deleted document, and an older creation that arrives late changes nothing', async () => {
    await upload('short-lived.txt', review);
    await running.hub.events(endOf('short-lived.txt', 'scored'));
    await running.system.uploads.deleteBlob('short-lived.txt');
    await running.hub.events(endOf('short-lived.txt', 'deleted'));

    expect((await deliver([gridEvent('short-lived.txt', 'Created', '01')])).status).toBe(202);

    expect((await show(running.system, 'short-lived.txt')).state).toBe('deleted');
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
      `${running.system.url}/runtime/webhooks/eventgrid?functionName=receive-document&code=${running.system.keys.systemEventGrid}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'aeg-event-type': 'Notification' },
        body: JSON.stringify(events),
      },
    );
});
