import { describe, expect, it } from 'vitest';
import { documentSubject, parseSubject, requestSubject } from '../../../src/domain/subject.ts';
import { giveFeedback } from '../../../src/functions/http/feedback/give-feedback.ts';
import { listLabels } from '../../../src/functions/http/feedback/list-labels.ts';
import { record } from '../../../src/functions/stream/record.ts';
import { idOf } from '../a-system.ts';
import { aRequest, aStream } from '../stream/a-stream.ts';

type Stream = ReturnType<typeof aStream>;

const model = 'document-type';
const give = (stream: Stream, body: object) => stream.request(giveFeedback, { body });
const rows = async (stream: Stream) => (await stream.request(listLabels, { params: { model } })).body;

describe('feedback', () => {
  it('on a request from the hub makes a labelled row of that instance', async () => {
    const stream = aStream();
    await stream.receive({ ...aRequest('one'), instances: [{ text: 'alpha' }, { text: 'bravo' }] });

    const answer = await give(stream, { predictionId: requestSubject('one', 1), label: 'delta', note: 'Look closely' });

    expect(answer).toMatchObject({ status: 200, body: { predicted: 'bravo', label: 'delta', revision: 1 } });
    expect(await rows(stream)).toMatchObject({
      corrections: [{ row: { text: 'bravo' }, label: 'delta', predicted: 'bravo', subject: 'request:one:1' }],
    });
  });

  it('on a prediction over HTTP that was recorded confirms it', async () => {
    const stream = aStream();
    const answer = { label: 'alpha', confidence: 0.9, probabilities: { alpha: 0.9 } };
    const pinned = { model, modelVersion: '1.0.0', slot: 'green' } as const;
    const instances = [{ text: 'alpha' }];
    const requestId = await record(stream.services, { ...pinned, instances, predictions: [answer] });

    await give(stream, { predictionId: requestSubject(requestId, 0), correct: true });

    expect(await rows(stream)).toMatchObject({ corrections: [{ label: 'alpha', predicted: 'alpha' }] });
  });

  it('keeps every word, the last one counts, and the same word twice is said once', async () => {
    const stream = aStream();
    await stream.receive(aRequest('one'));
    const predictionId = requestSubject('one', 0);

    await Promise.all(['bravo', 'carbon', 'delta'].map((label) => give(stream, { predictionId, label })));
    const { body } = await give(stream, { predictionId, correct: true });
    const again = await give(stream, { predictionId, correct: true });

    expect(again.body).toEqual(body);
    const said = stream.stores.requests.everything().find(({ type }) => type === 'feedback');
    expect(said).toMatchObject({ label: 'alpha', revision: 4 });
    const earlier = said?.type === 'feedback' ? said.earlier.map(({ label }) => label) : [];
    expect(earlier.sort()).toEqual(['bravo', 'carbon', 'delta']);
  });

  it('on a document, or on what a request was told of one, corrects the document', async () => {
    const stream = aStream();
    await stream.upload('a.txt', 'alpha');
    await stream.work();
    const head = await stream.head('a.txt');
    const run = { documentId: idOf('a.txt'), version: head?.version ?? '', run: 1 };
    await stream.receive({ id: 'one', document: { documentId: run.documentId } });

    await give(stream, { predictionId: documentSubject({ ...run, model }), label: 'bravo' });
    const { body } = await give(stream, { predictionId: requestSubject('one', 0), label: 'carbon' });

    expect(body).toMatchObject({ label: 'carbon', revision: 2 });
    expect(stream.itemsOf('a.txt').filter(({ type }) => type === 'correction')).toMatchObject([
      { label: 'carbon', earlier: [{ label: 'bravo' }] },
    ]);
    expect(await rows(stream)).toMatchObject({ corrections: [{ label: 'carbon' }] });
  });

  it.each([
    { body: { predictionId: 'request:one:0' }, status: 400, pointer: '/label' },
    { body: { predictionId: 'request:one:0', correct: true, label: 'alpha' }, status: 400, pointer: '/label' },
    { body: { predictionId: 'request:one:0', correct: false }, status: 400, pointer: '/correct' },
    { body: { predictionId: 'request:one:0', label: 'echo' }, status: 400, pointer: '/label' },
    { body: { predictionId: 'one', correct: true }, status: 400, pointer: '/predictionId' },
    { body: { predictionId: 'request:one:1', correct: true }, status: 404 },
    { body: { predictionId: 'request:two:0', correct: true }, status: 404 },
    { body: { predictionId: `document:${'a'.repeat(26)}:0x1:1:${model}`, correct: true }, status: 404 },
    { body: { predictionId: 'request:unsure:0', correct: true }, status: 400, pointer: '/correct' },
  ])('answers $status to $body', async ({ body, status, pointer }) => {
    const stream = aStream();
    await stream.receive(aRequest('one'), aRequest('unsure', 'nothing that it knows'));

    const answer = await give(stream, body);

    expect(answer.status).toBe(status);
    if (pointer !== undefined) expect(answer.body).toMatchObject({ errors: [{ pointer }] });
  });
});

describe('the id of a prediction', () => {
  const run = { documentId: 'a'.repeat(26), version: '0x8D:1', run: 12, model: 'document-type' };

  it.each([
    { id: documentSubject(run), subject: { kind: 'document', ...run } },
    { id: requestSubject('order:17:3', 999), subject: { kind: 'request', requestId: 'order:17:3', index: 999 } },
    { id: 'request:one:01', subject: undefined },
    { id: 'request::0', subject: undefined },
    { id: 'document:short:0x1:1:a', subject: undefined },
    { id: '', subject: undefined },
  ])('"$id" names what it was about, or nothing', ({ id, subject }) => {
    expect(parseSubject(id)).toEqual(subject);
  });
});
