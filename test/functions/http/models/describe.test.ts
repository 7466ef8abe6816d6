import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/domain/errors.ts';
import type { ModelDetail, ModelList } from '../../../../src/domain/model-view.ts';
import { getDefaultParams, info } from '../../../../src/functions/http/models/default-model.ts';
import { getModel } from '../../../../src/functions/http/models/get-model.ts';
import { getParams } from '../../../../src/functions/http/models/get-params.ts';
import { listModels } from '../../../../src/functions/http/models/list-models.ts';
import { predictModel } from '../../../../src/functions/http/models/predict-model.ts';
import { anIncidentModel, aRollout } from '../../../fixtures/incident-model.ts';
import { aScorer } from '../../scoring/a-scorer.ts';

const blue = { modelVersion: '1.1.0', mode: 'canary', share: 0.1, since: '2026-01-01T00:00:00.000Z' } as const;
const models = [
  anIncidentModel({ description: 'Whether an incident is resolved', metrics: { accuracy: 0.9 } }),
  anIncidentModel({ modelVersion: '1.1.0', metrics: { accuracy: 0.95 } }),
  anIncidentModel({ model: 'waiting' }),
];

/** The version 1.1.0 cannot be loaded. */
const aScorerWithBrokenBlue = () =>
  aScorer({
    models,
    rollouts: [aRollout({ blue })],
    change: ({ models: runner }) => ({
      models: {
        load: (model, modelVersion) =>
          modelVersion === '1.1.0'
            ? Promise.reject(new AppError('invalid', 'The SHA-256 differs'))
            : runner.load(model, modelVersion),
      },
    }),
  });

describe('GET /api/models', () => {
  it('lists each model with its slots, versions and state, also those that nothing names', async () => {
    const { body } = await aScorer({ models, rollouts: [aRollout({ blue })] }).ask(listModels);

    expect(body as ModelList).toEqual({
      models: [
        {
          ...{ model: 'incident', description: 'Whether an incident is resolved', labels: ['resolved', 'unresolved'] },
          ...{ state: 'serving', modelVersion: '1.0.0', generation: 1, versions: ['1.1.0', '1.0.0'] },
          slots: { green: { modelVersion: '1.0.0', state: 'serving' }, blue: { ...blue, state: 'serving' } },
        },
        { model: 'waiting', state: 'registered', slots: {}, versions: ['1.0.0'] },
      ],
    });
  });

  it('says why a version cannot be loaded, while the other serves', async () => {
    const { body } = await aScorerWithBrokenBlue().ask(listModels);

    expect((body as ModelList).models[0]).toMatchObject({
      state: 'serving',
      slots: { green: { state: 'serving' }, blue: { state: 'failed', reason: 'The SHA-256 differs' } },
    });
  });
});

describe('GET /api/models/{model}', () => {
  it('has the manifest with metrics of the version that serves, or of the one that is asked for', async () => {
    const { ask } = aScorer({ models, rollouts: [aRollout({ blue })] });

    const serving = (await ask(getModel)).body as ModelDetail;
    const asked = (await ask(getModel, { query: { modelVersion: '1.1.0' } })).body as ModelDetail;

    expect(serving.manifest).toMatchObject({ modelVersion: '1.0.0', metrics: { accuracy: 0.9 } });
    expect(asked.manifest).toMatchObject({ modelVersion: '1.1.0', metrics: { accuracy: 0.95 } });
  });

  it('shows a model that is only registered', async () => {
    const { body } = await aScorer({ models }).ask(getModel, { params: { model: 'waiting' } });

    expect(body).toMatchObject({ state: 'registered', slots: {}, manifest: { model: 'waiting' } });
  });

  it.each([
    [{ params: { model: 'other' } }, /There is incident/],
    [{ params: { model: '../secret' } }, /There is incident/],
    [{ query: { modelVersion: '9.9.9' } }, /Registered: 1.1.0, 1.0.0/],
  ])('answers 404 with what there is: %j', async (asked, next) => {
    const { status, body } = await aScorer({ models }).ask(getModel, asked);

    expect({ status, body }).toMatchObject({ status: 404, body: { next: expect.stringMatching(next) as string } });
  });
});

it('lists as params what predict then takes: every allowed value, and the ends of every range', async () => {
  const { ask } = aScorer();

  const { body } = await ask(getParams);

  expect(body).toMatchObject({
    ...{ model: 'incident', modelVersion: '1.0.0', slot: 'green', labels: ['resolved', 'unresolved'] },
    fields: [{ name: 'region' }, { name: 'month', minimum: 1, maximum: 12 }, { name: 'hours', required: false }],
  });
  const { fields } = body as { fields: { name: string; example: unknown; allowed?: unknown[] }[] };
  const example = Object.fromEntries(fields.map((field) => [field.name, field.example]));
  for (const value of [...(fields[0]?.allowed ?? [])])
    for (const month of [1, 12]) {
      const instance = { ...example, region: value, month };
      expect((await ask(predictModel, { body: { instance } })).status).toBe(200);
    }
});

it('says as 503 that a registered model waits for its rollout', async () => {
  const answer = await aScorer({ models }).ask(getParams, { params: { model: 'waiting' } });

  expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '30' } });
});

it('has aliases for the default model', async () => {
  const { ask } = aScorer({ models });

  expect((await ask(info, { params: {} })).body).toMatchObject({
    ...{ name: 'docscore', model: 'incident', modelVersion: '1.0.0', slot: 'green', metrics: { accuracy: 0.9 } },
  });
  expect((await ask(getDefaultParams, { params: {} })).body).toEqual((await ask(getParams)).body);
});
