import { describe, expect, it } from 'vitest';
import { deleteDocument } from '../../../src/functions/http/delete-document.ts';
import { idOf } from '../a-system.ts';
import { aStream } from './a-stream.ts';

const documentId = idOf('a.txt');

async function aScored() {
  const stream = aStream();
  await stream.upload('a.txt', 'alpha');
  await stream.work();
  return stream;
}

describe('a request that names a document', () => {
  it('is answered from its stored features, without any OCR', async () => {
    const stream = await aScored();
    const { readings } = stream.stores.reader;

    await stream.receive({ id: 'one', document: { documentId } });
    await stream.publish();

    const [event] = stream.stores.answered;
    const head = await stream.head('a.txt');
    expect(event?.data.document).toEqual({ documentId, version: head?.version, run: 1 });
    expect(event?.data.predictions).toMatchObject([{ model: 'document-type', label: 'alpha', slot: 'green' }]);
    expect(stream.stores.reader.readings).toBe(readings);
  });

  it('is answered by the one model that it names', async () => {
    const stream = await aScored();

    await stream.receive({ id: 'one', model: 'document-type', document: { documentId } });

    expect(stream.of('recorded')).toMatchObject([{ predictions: [{ model: 'document-type' }] }]);
  });

  it('is answered for an older version that it names', async () => {
    const stream = await aScored();
    const version = (await stream.head('a.txt'))?.version;
    await stream.upload('a.txt', 'bravo');
    await stream.work();

    await stream.receive({ id: 'one', document: { documentId, version } }, { id: 'two', document: { documentId } });

    const labels = stream.of('recorded').map((item) => item.type === 'recorded' && item.predictions[0]?.label);
    expect(labels.sort()).toEqual(['alpha', 'bravo']);
  });

  it('waits until the document has been read', async () => {
    const stream = aStream();
    await stream.upload('a.txt', 'alpha');

    await stream.receive({ id: 'one', document: { documentId } });
    expect(stream.inbox('one')).toMatchObject({ state: 'pending', attempts: 1 });
    await stream.work();
    stream.world.pass(10);
    await stream.sweep();

    expect(stream.inbox('one')).toMatchObject({ state: 'scored' });
  });

  it('becomes a dead letter when that run has no features, or the document is deleted', async () => {
    const stream = await aScored();

    await stream.receive({ id: 'one', document: { documentId, version: 'other' } });
    await stream.request(deleteDocument, { id: documentId });
    await stream.receive({ id: 'two', document: { documentId } });

    expect(stream.letters().map(({ reason }) => reason)).toEqual([
      '/document: Run 1 of version other has no features',
      `/document/documentId: There is no document ${documentId}`,
    ]);
  });
});
