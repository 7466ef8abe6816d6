import { describe, expect, it } from 'vitest';
import type { InstancePrediction, PredictAnswer } from '../../../../src/domain/model-view.ts';
import { predictDefault } from '../../../../src/functions/http/models/default-model.ts';
import { predictModel } from '../../../../src/functions/http/models/predict-model.ts';
import { anIncidentManifest, anIncidentModel, aRollout, incidentInputs } from '../../../fixtures/incident-model.ts';
import { aScorer } from '../../scoring/a-scorer.ts';

const december = { region: 'north', month: 12 };
const march = { region: 'south', month: 3 };
const canary = { modelVersion: '1.1.0', mode: 'canary', share: 1, since: '2026-01-01T00:00:00.000Z' } as const;

describe('POST /api/models/{model}/predict', () => {
  it('answers each instance in its place, with the version and slot that served', async () => {
    const { status, body } = await aScorer().ask(predictModel, { body: { instances: [march, december] } });

    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ model: 'incident', modelVersion: '1.0.0', slot: 'green' },
      predictions: [
        { label: 'unresolved', confidence: 0.75, probabilities: { resolved: 0.25, unresolved: 0.75 } },
        { label: 'resolved', confidence: 1, probabilities: { resolved: 1, unresolved: 0 } },
      ],
    });
  });

  it('takes one instance alone', async () => {
    const { body } = await aScorer().ask(predictModel, { body: { instance: december } });

    expect((body as PredictAnswer).predictions).toMatchObject([{ label: 'resolved' }]);
  });

  it('gives a batch of 64 what 64 single calls get', async () => {
    const { ask } = aScorer();
    const instances = Array.from({ length: 64 }, (_, index) => ({ region: 'north', month: (index % 12) + 1 }));
    const single = async (instance: object) => {
      const { body } = await ask(predictModel, { body: { instance } });
      return (body as PredictAnswer).predictions[0];
    };

    const { body } = await ask(predictModel, { body: { instances } });

    expect((body as PredictAnswer).predictions).toEqual(await Promise.all(instances.map(single)));
  });

  it('says unknown below the threshold of the manifest', async () => {
    const { ask } = aScorer({ models: [anIncidentModel({ threshold: 0.9 })] });

    const { body } = await ask(predictModel, { body: { instance: march } });

    expect((body as PredictAnswer).predictions).toMatchObject([{ label: 'unknown', confidence: 0.75 }]);
  });

  it.each<Record<string, string>>([{ 'x-docscore-key': 'k' }, { cookie: 'a=b; docscore-key=k' }])(
    'keeps a caller with one slot by %j',
    async (headers) => {
      const rollouts = [aRollout({ blue: { ...canary, share: 0.5 } })];
      const { ask } = aScorer({ models: [anIncidentModel(), anIncidentModel({ modelVersion: '1.1.0' })], rollouts });
      const slot = async () => (await ask(predictModel, { headers, body: { instance: march } })).body as PredictAnswer;

      const slots = await Promise.all(Array.from({ length: 20 }, slot));

      expect(new Set(slots.map((one) => one.slot)).size).toBe(1);
    },
  );

  it('answers with the version that is asked for', async () => {
    const rollouts = [aRollout({ blue: { ...canary, mode: 'shadow', share: 0 } })];
    const { ask } = aScorer({ models: [anIncidentModel(), anIncidentModel({ modelVersion: '1.1.0' })], rollouts });

    const { body } = await ask(predictModel, { query: { modelVersion: '1.1.0' }, body: { instance: march } });

    expect(body).toMatchObject({ modelVersion: '1.1.0', slot: 'blue' });
  });

  it.each([
    ['no JSON', '{"instances": [', 400, /not JSON/],
    ['a list', [march], 400, /The body is an object/],
    ['neither instance nor instances', {}, 400, /either instances, a list, or instance/],
    ['both', { instance: march, instances: [march] }, 400, /either/],
    ['instances that are no list', { instances: march }, 400, /must be a list/],
    ['no instance', { instances: [] }, 400, /1 to 1,000 instances, not 0/],
    ['10,001 instances', { instances: Array(10_001).fill(1) }, 400, /1 to 1,000 instances, not 10,001/],
    ['another field', { instance: march, model: 'x' }, 400, /\/model: There is no such field/],
    ['10 MB', { instance: { region: 'x'.repeat(1e7) } }, 413, /at most 1 MB/],
    ['NaN', '{"instance": {"region": "north", "month": NaN}}', 400, /not JSON/],
    [
      'an unknown value',
      { instance: { region: 'east', month: 1 } },
      400,
      /"east" is not allowed; allowed: north, south/,
    ],
  ])('refuses %s', async (_, body, status, detail) => {
    const { ask } = aScorer();

    const answer = await ask(predictModel, { body });

    expect(answer).toMatchObject({ status, body: { detail: expect.stringMatching(detail) as string } });
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect((await ask(predictModel, { body: { instance: march } })).status).toBe(200);
  });

  it('points into a single instance, and lists what is allowed', async () => {
    const { body } = await aScorer().ask(predictModel, { body: { instance: { region: 'east', month: 0 } } });

    expect(body).toMatchObject({
      errors: [
        { pointer: '/instance/region', allowed: ['north', 'south'] },
        { pointer: '/instance/month', message: '0 is not between 1 and 12' },
      ],
    });
  });

  it.each([
    [{ params: { model: 'other' } }, 404],
    [{ query: { modelVersion: '9.9.9' } }, 404],
    [{ query: { explain: 'maybe' } }, 400],
    [{ query: { colour: 'red' } }, 400],
    [{ headers: { 'content-type': 'text/plain' } }, 415],
  ])('answers %j with %i', async (asked, status) => {
    expect((await aScorer().ask(predictModel, { body: { instance: march }, ...asked })).status).toBe(status);
  });

  it('refuses to explain what is not linear', async () => {
    const { status, body } = await aScorer().ask(predictModel, { query: { explain: '1' }, body: { instance: march } });

    expect({ status, body }).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(/cannot explain/) as string },
    });
  });

  it('refuses instances for a model that reads documents only', async () => {
    const manifest = anIncidentManifest({ reads: { documents: ['*'], instances: false } });
    const { ask } = aScorer({ models: [{ ...anIncidentModel(), manifest }] });

    expect((await ask(predictModel, { body: { instance: march } })).status).toBe(400);
  });

  it('answers what a canary fails at with green, and the failure of green with 500', async () => {
    const broken = { ...anIncidentModel({ modelVersion: '1.1.0' }), answer: () => [NaN] };
    const asCanary = aScorer({ models: [anIncidentModel(), broken], rollouts: [aRollout({ blue: canary })] });
    const asGreen = aScorer({ models: [broken], rollouts: [aRollout({ green: { modelVersion: '1.1.0' } })] });
    const asked = { body: { instance: march } };

    expect(await asCanary.ask(predictModel, asked)).toMatchObject({ status: 200, body: { slot: 'green' } });
    expect(asCanary.logged).toMatchObject([{ event: 'model.failed', modelVersion: '1.1.0', slot: 'blue' }]);
    expect((await asGreen.ask(predictModel, asked)).status).toBe(500);
  });

  it('answers with green what only the candidate refuses, and says of what both refuse what green allows', async () => {
    const inputs = incidentInputs.map((input) => (input.name === 'region' ? { ...input, values: ['west'] } : input));
    const manifest = anIncidentManifest({ modelVersion: '1.1.0' }, inputs);
    const { ask, logged } = aScorer({
      models: [anIncidentModel(), { ...anIncidentModel(), manifest }],
      rollouts: [aRollout({ blue: canary })],
    });

    const taken = await ask(predictModel, { body: { instances: [{ region: 'west', month: 3 }] } });
    const left = await ask(predictModel, { body: { instance: march } });
    const refused = await ask(predictModel, { body: { instance: { region: 'east', month: 3 } } });

    expect([taken.body, left.body]).toMatchObject([{ slot: 'blue' }, { slot: 'green' }]);
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ allowed: ['north', 'south'] }] } });
    expect(logged).toEqual([]);
  });

  it('names the predictions of a recorded request, and keeps what came', async () => {
    const { ask, services } = aScorer();

    const { body } = await ask(predictModel, { query: { record: 'true' }, body: { instances: [march, december] } });

    const [first, second] = (body as PredictAnswer).predictions;
    const requestId = /^request:([0-9a-f]+):0$/.exec(first?.id ?? '')?.[1] ?? '';
    expect(second?.id).toBe(`request:${requestId}:1`);
    expect(JSON.stringify(await services.requests.readRecorded(requestId))).toContain('"month":3');
  });
});

describe('POST /api/predict', () => {
  it('answers an instance as it is, and a list with a list', async () => {
    const { ask } = aScorer();

    const one = (await ask(predictDefault, { params: {}, body: december })).body;
    const many = (await ask(predictDefault, { params: {}, body: [december, march] })).body as PredictAnswer;

    expect(one).toMatchObject({ model: 'incident', slot: 'green', label: 'resolved', confidence: 1 });
    expect(many.predictions.map(({ label }: InstancePrediction) => label)).toEqual(['resolved', 'unresolved']);
  });

  it.each([
    [{ region: 'east', month: 1 }, '/region'],
    [[december, { region: 'east', month: 1 }], '/1/region'],
  ])('points into what came: %j', async (body, pointer) => {
    const answer = await aScorer().ask(predictDefault, { params: {}, body });

    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });
});
