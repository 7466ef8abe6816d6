import { describe, expect, it } from 'vitest';
import { deleteDocument } from '../../../src/functions/http/delete-document.ts';
import { getCorrections } from '../../../src/functions/http/feedback/get-corrections.ts';
import { listLabels } from '../../../src/functions/http/feedback/list-labels.ts';
import { putCorrection } from '../../../src/functions/http/feedback/put-correction.ts';
import { AppError } from '../../../src/domain/errors.ts';
import { aScoredDocument, aSystem, idOf } from '../a-system.ts';

type System = ReturnType<typeof aSystem>;

const id = idOf('a.txt');
const model = 'document-type';

const put = (system: System, body: object, headers: Record<string, string> = {}) =>
  system.request(putCorrection, { id, params: { model }, body, headers });

const labels = (system: System) => system.request(listLabels, { params: { model } });

describe('a correction', () => {
  it('says what is right, and becomes a labelled row of what the model read', async () => {
    const system = await aScoredDocument();

    const answer = await put(system, { label: 'bravo', note: 'It says so' });

    expect(answer).toMatchObject({
      status: 201,
      body: { model, predicted: 'alpha', label: 'bravo', note: 'It says so', by: 'app:operator', revision: 1 },
    });
    const head = await system.head('a.txt');
    expect(await labels(system)).toMatchObject({
      body: {
        corrections: [
          {
            ...{ label: 'bravo', predicted: 'alpha', modelVersion: '1.0.0' },
            row: { text: expect.stringMatching(/^alpha/) as string },
            subject: `document:${id}:${head?.version ?? ''}:1:${model}`,
          },
        ],
      },
    });
  });

  it('is refused with 412 and the present one when another stands there, and changes nothing', async () => {
    const system = await aScoredDocument();
    const { body: first } = await put(system, { label: 'bravo' }, { 'if-none-match': '*' });
    const { etag } = first as { etag: string };
    await put(system, { label: 'carbon' }, { 'if-match': etag });

    for (const headers of [{}, { 'if-none-match': '*' }, { 'if-match': etag }])
      expect(await put(system, { label: 'delta' }, headers)).toMatchObject({
        status: 412,
        body: { code: 'changed', present: { label: 'carbon', revision: 2 } },
      });
    expect(await put(system, { label: 'delta' }, { 'if-match': '*' })).toMatchObject({ status: 200 });

    const shown = await system.request(getCorrections, { id });
    expect(shown.body).toMatchObject({
      corrections: [{ label: 'delta', revision: 3, earlier: [{ label: 'carbon' }, { label: 'bravo' }] }],
    });
    expect((await labels(system)).body).toMatchObject({ corrections: [{ label: 'delta' }] });
  });

  it('of two that write at once one wins, and the other is told and shown by whom', async () => {
    const system = await aScoredDocument();

    const answers = await Promise.all(['bravo', 'carbon'].map((label) => put(system, { label })));

    const won = answers.find(({ status }) => status === 201)?.body as { label: string };
    expect(answers.find(({ status }) => status === 412)?.body).toMatchObject({ present: { label: won.label } });
    expect((await labels(system)).body).toMatchObject({ corrections: [{ label: won.label }] });
  });

  it('names the labels that there are when it is none of them', async () => {
    const system = await aScoredDocument();

    const { status, body } = await put(system, { label: 'echo' });

    expect([status, body]).toMatchObject([
      400,
      { errors: [{ pointer: '/label', allowed: ['alpha', 'bravo', 'carbon', 'delta', 'poison'] }] },
    ]);
  });

  it.each([
    { what: 'a model that has not answered', params: { model: 'other' }, status: 404 },
    { what: 'no label', body: {}, status: 400 },
    { what: 'a note without end', body: { label: 'bravo', note: 'x'.repeat(1001) }, status: 400 },
    { what: 'a document that is not there', id: 'b'.repeat(26), status: 404 },
  ])('is refused for $what', async ({ status, ...ask }) => {
    const system = await aScoredDocument();

    const answer = await system.request(putCorrection, { id, params: { model }, body: { label: 'bravo' }, ...ask });

    expect(answer.status).toBe(status);
  });

  it('becomes a labelled row by the sweep when the store of rows was away', async () => {
    let isAway = true;
    const system = aSystem(({ labels: rows }) => ({
      labels: { ...rows, put: (row) => (isAway ? Promise.reject(new AppError('unavailable', 'Away')) : rows.put(row)) },
    }));
    await system.upload('a.txt');
    await system.work();
    expect(await put(system, { label: 'bravo' })).toMatchObject({ status: 201 });
    expect((await labels(system)).body).toEqual({ corrections: [] });
    isAway = false;
    system.world.pass(61);

    await system.sweep();
    await system.sweep();

    expect((await labels(system)).body).toMatchObject({ corrections: [{ label: 'bravo' }] });
    expect(await system.documents.listUnexported(new Date('9999-01-01'), 10)).toEqual([]);
  });

  it('goes with its document, and its labelled row too', async () => {
    const system = await aScoredDocument();
    await put(system, { label: 'bravo' });
    await system.request(deleteDocument, { id });
    expect(await put(system, { label: 'carbon' }, { 'if-match': '*' })).toMatchObject({ status: 404 });
    system.world.pass(3700);

    await system.sweep();
    await system.sweep();

    expect(system.itemsOf('a.txt').some(({ type }) => type === 'correction')).toBe(false);
    expect((await labels(system)).body).toEqual({ corrections: [] });
  });
});
