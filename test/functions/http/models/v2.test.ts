import { describe, expect, it } from 'vitest';
import { modelMetadata, modelReady, serverReady } from '../../../../src/functions/http/models/v2/describe.ts';
import { infer } from '../../../../src/functions/http/models/v2/infer.ts';
import { anIncidentModel, aRollout } from '../../../fixtures/incident-model.ts';
import { aScorer } from '../../scoring/a-scorer.ts';

const region = { name: 'region', shape: [2, 1], datatype: 'BYTES', data: ['north', 'south'] };
const month = { name: 'month', shape: [2], datatype: 'INT64', data: [12, 3] };

describe('infer', () => {
  it('answers tensors with tensors, row by row, and gives the id back', async () => {
    const { status, body } = await aScorer().ask(infer, { body: { id: '42', inputs: [region, month] } });

    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ model_name: 'incident', model_version: '1.0.0', id: '42', parameters: { slot: 'green' } },
      outputs: [
        { name: 'probabilities', shape: [2, 2], datatype: 'FP32', data: [1, 0, 0.25, 0.75] },
        { name: 'label', shape: [2, 1], datatype: 'BYTES', data: ['resolved', 'unresolved'] },
      ],
    });
  });

  it('takes nested data, and gives only the outputs that are asked for', async () => {
    const nested = { ...month, shape: [2, 1], data: [[12], [3]] };

    const { body } = await aScorer().ask(infer, { body: { inputs: [region, nested], outputs: [{ name: 'label' }] } });

    expect(body).toMatchObject({ outputs: [{ name: 'label', data: ['resolved', 'unresolved'] }] });
    expect((body as { outputs: unknown[] }).outputs).toHaveLength(1);
  });

  it('answers with the version of the route', async () => {
    const blue = { modelVersion: '1.1.0', mode: 'shadow', share: 0, since: '2026-01-01T00:00:00.000Z' } as const;
    const models = [anIncidentModel(), anIncidentModel({ modelVersion: '1.1.0' })];
    const { ask } = aScorer({ models, rollouts: [aRollout({ blue })] });
    const params = { model: 'incident', modelVersion: '1.1.0' };

    const { body } = await ask(infer, { params, body: { inputs: [region, month] } });

    expect(body).toMatchObject({ model_version: '1.1.0', parameters: { slot: 'blue' } });
  });

  it.each([
    ['an unknown input', { inputs: [{ ...region, name: 'colour' }, month] }, /no input colour; .*region, month, hours/],
    ['another type', { inputs: [region, { ...month, datatype: 'FP64' }] }, /month is INT64, not FP64/],
    ['a shape of another size', { inputs: [region, { ...month, shape: [3] }] }, /2 values; its shape says 3/],
    ['a wide shape', { inputs: [{ ...region, shape: [1, 2] }, month] }, /\[n\] or \[n, 1\]/],
    [
      'columns of different length',
      { inputs: [region, { ...month, shape: [1], data: [1] }] },
      /has 1 rows, region has 2/,
    ],
    ['an input twice', { inputs: [region, region] }, /twice/],
    ['a missing input', { inputs: [region] }, /month: It is missing/],
    ['an unknown value', { inputs: [{ ...region, data: ['north', 'east'] }, month] }, /allowed: north, south/],
    ['10,001 rows', { inputs: [{ ...region, shape: [10_001] }] }, /at most 1,000 rows, not 10,001/],
    ['binary data', { inputs: [{ ...region, parameters: { binary_data_size: 8 } }] }, /binary_data_size/],
    ['an unknown parameter', { inputs: [region, month], parameters: { priority: 1 } }, /priority/],
    ['an unknown output', { inputs: [region, month], outputs: [{ name: 'x' }] }, /no output x/],
    ['no inputs', { id: 'x' }, /inputs/],
  ])('refuses %s as the protocol says', async (_, body, error) => {
    const answer = await aScorer().ask(infer, { body });

    expect(answer).toMatchObject({ status: 400, body: { error: expect.stringMatching(error) as string } });
  });

  it('refuses the binary extension by name', async () => {
    const headers = { 'inference-header-content-length': '10' };

    const { body } = await aScorer().ask(infer, { headers, body: { inputs: [region, month] } });

    expect(body).toMatchObject({ error: expect.stringMatching(/Inference-Header-Content-Length/) as string });
  });
});

it('describes the tensors of a model', async () => {
  const { body } = await aScorer().ask(modelMetadata);

  expect(body).toEqual({
    ...{ name: 'incident', versions: ['1.0.0'], platform: 'docscore_compiled' },
    inputs: [
      { name: 'region', datatype: 'BYTES', shape: [-1, 1] },
      { name: 'month', datatype: 'INT64', shape: [-1, 1] },
      { name: 'hours', datatype: 'FP32', shape: [-1, 1] },
    ],
    outputs: [
      { name: 'probabilities', datatype: 'FP32', shape: [-1, 2] },
      { name: 'label', datatype: 'BYTES', shape: [-1, 1] },
    ],
  });
});

it('tells what is ready, what is not now, and what is unknown', async () => {
  const works = aScorer();
  const waits = aScorer({ rollouts: [aRollout({ green: { modelVersion: '9.9.9' } })] });

  expect(await works.ask(modelReady)).toMatchObject({ status: 200, body: { name: 'incident', ready: true } });
  expect(await waits.ask(modelReady)).toMatchObject({ status: 503, body: { ready: false } });
  expect(await works.ask(modelReady, { params: { model: 'other' } })).toMatchObject({
    status: 404,
    body: { error: expect.stringMatching(/no model other/) as string },
  });
  expect([(await works.ask(serverReady)).status, (await waits.ask(serverReady)).status]).toEqual([200, 503]);
});
