import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/errors.ts';
import { aRequest, aStream } from './a-stream.ts';

describe('a batch of the hub requests', () => {
  it.each([
    { message: 'no JSON', says: 'The message is not a JSON object' },
    { message: ['a list'], says: 'The message is not a JSON object' },
    { message: { ...aRequest('bad'), id: 7 }, says: /^\/id: / },
    { message: { ...aRequest('bad'), id: 'x'.repeat(101) }, says: /^\/id: / },
    { message: { ...aRequest('bad'), instances: [] }, says: /^\/instances: / },
    { message: { ...aRequest('bad'), instances: Array.from({ length: 1001 }, () => ({})) }, says: /^\/instances: / },
    { message: { ...aRequest('bad'), surprise: 1 }, says: /^\/surprise: / },
    { message: { ...aRequest('bad'), schema: 2 }, says: /^\/schema: / },
    { message: { id: 'bad', instances: [{ text: 'alpha' }] }, says: /^\/model: / },
    { message: { ...aRequest('bad'), model: 'nobody' }, says: /no model nobody/ },
    { message: { ...aRequest('bad'), instances: [{ text: 'alpha' }, { text: 1 }] }, says: /^\/instances\/1\/text: / },
    { message: { ...aRequest('bad'), instances: [{ other: 'alpha' }] }, says: /^\/instances\/0\/text: / },
    { message: { id: 'bad', document: { documentId: 'nowhere' } }, says: /^\/document\/documentId: / },
    { message: { id: 'bad', document: { documentId: 'a'.repeat(26) } }, says: /^\/document\/documentId: There is no/ },
  ])('makes a dead letter of $message, and answers its neighbours', async ({ message, says }) => {
    const stream = aStream();

    await stream.receive(aRequest('before'), message, aRequest('after', 'bravo'));
    await stream.publish();

    const content = typeof message === 'string' ? message : JSON.stringify(message);
    expect(stream.letters()).toMatchObject([{ source: 'requests', reason: expect.stringMatching(says) as string }]);
    expect(JSON.parse(JSON.stringify(stream.letters()[0]?.content))).toEqual(content);
    const answered = stream.stores.answered.map(({ data }) => [data.requestId, data.predictions[0]?.label]);
    expect(answered.sort()).toEqual([
      ['after', 'bravo'],
      ['before', 'alpha'],
    ]);
  });

  it('answers each instance in its order, with the version that served and an id that is made of the request', async () => {
    const stream = aStream();
    const instances = [{ text: 'delta' }, { text: 'alpha' }, { text: 'nothing that it knows' }];

    await stream.receive({ id: 'order 17', model: 'document-type', instances });
    await stream.publish();

    const [event] = stream.stores.answered;
    expect(event?.data.predictions.map(({ label }) => label)).toEqual(['delta', 'alpha', 'unknown']);
    expect(event?.data.predictions[0]).toMatchObject({ model: 'document-type', modelVersion: '1.0.0', slot: 'green' });
    expect(event).toMatchObject({ type: 'docscore.request.scored.v1', subject: 'order 17' });
    expect(event?.id).toBe(createHash('sha256').update('order 17\nscored').digest('hex'));
    expect(stream.of('recorded')).toMatchObject([{ requestId: 'order 17', instances }]);
  });

  it('takes what comes twice, in one batch or later, as one request', async () => {
    const stream = aStream();

    await stream.receive(aRequest('one'), aRequest('one'));
    await stream.receive(aRequest('one'));
    await stream.publish();
    await stream.publish();

    expect([stream.of('recorded').length, stream.stores.answered.length, stream.letters().length]).toEqual([1, 1, 0]);
  });

  it('makes a dead letter of another message that comes under the same id', async () => {
    const stream = aStream();

    await stream.receive(aRequest('one', 'alpha'));
    await stream.receive(aRequest('one', 'bravo'));

    expect(stream.letters()).toMatchObject([{ reason: expect.stringMatching(/^\/id: Another message/) as string }]);
    expect(stream.of('recorded')).toMatchObject([{ predictions: [{ label: 'alpha' }] }]);
  });

  it('makes a dead letter of what can never be written, instead of waiting for ever', async () => {
    const stream = aStream(({ requests }) => ({
      requests: {
        ...requests,
        create: (item) =>
          item.requestId === 'two' ? Promise.reject(new AppError('too-large', 'Too large')) : requests.create(item),
      },
    }));

    await stream.receive(aRequest('one'), aRequest('two'));

    expect(stream.of('recorded').map(({ requestId }) => requestId)).toEqual(['one']);
    expect(stream.letters()).toMatchObject([{ content: JSON.stringify(aRequest('two')), reason: 'Too large' }]);
  });

  it('fails as a whole when a message cannot be written, so that it comes again, and answers the others meanwhile', async () => {
    let isAway = true;
    const stream = aStream(({ requests }) => ({
      requests: {
        ...requests,
        create: (item) =>
          isAway && item.requestId === 'two'
            ? Promise.reject(new AppError('unavailable', 'Away'))
            : requests.create(item),
      },
    }));
    const batch = [aRequest('one'), aRequest('two'), aRequest('three')];

    await expect(stream.receive(...batch)).rejects.toThrow('Away');
    expect(stream.of('recorded').map(({ requestId }) => requestId)).toEqual(['one', 'three']);
    isAway = false;
    await stream.receive(...batch);

    expect(stream.of('recorded').map(({ requestId }) => requestId)).toEqual(['one', 'three', 'two']);
  });
});
