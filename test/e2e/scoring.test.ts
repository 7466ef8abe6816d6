import { beforeAll, describe, expect, it } from 'vitest';
import type { ModelField, ModelList, ModelParams, PredictAnswer } from '../../src/domain/model-view.ts';
import { call } from './documents-api.ts';
import { runningSystem } from './running-system.ts';

/** The tour of a caller who knows nothing but the address and a key. */
describe('scoring over HTTP', () => {
  const running = runningSystem();
  let models: readonly ModelParams[] = [];

  const get = async (path: string) => (await call(running.system, path)).json();
  const post = (path: string, body: unknown) =>
    call(running.system, path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const predict = async (model: string, body: unknown) => {
    const response = await post(`/api/models/${model}/predict`, body);
    return { status: response.status, body: (await response.json()) as PredictAnswer & { detail?: string } };
  };

  beforeAll(async () => {
    const list = (await get('/api/models')) as ModelList;
    models = await Promise.all(
      list.models.map(async ({ model }) => (await get(`/api/models/${model}/params`)) as ModelParams),
    );
  });

  it('lists models that serve, with labels, and the manifest of each', async () => {
    const list = (await get('/api/models')) as ModelList;

    expect(list.models.map(({ state }) => state)).toEqual(list.models.map(() => 'serving'));
    expect(list.models.map(({ model }) => model)).toContain('document-type');
    for (const { model, modelVersion, labels } of list.models)
      expect(await get(`/api/models/${model}`)).toMatchObject({
        slots: { green: { modelVersion, state: 'serving' } },
        manifest: { model, modelVersion, signature: { labels } },
      });
  });

  it('predicts every allowed value of every field, and refuses one that is not, naming those that are', async () => {
    for (const { model, fields } of models) {
      const example = exampleOf(fields);
      const instances = fields.flatMap((field) => edgesOf(field).map((value) => ({ ...example, [field.name]: value })));
      const { status, body } = await predict(model, { instances });
      expect([status, body.predictions.length]).toEqual([200, instances.length]);

      for (const { name, allowed } of fields) {
        if (!allowed) continue;
        const wrong = typeof allowed[0] === 'string' ? 'nowhere' : 1e6;
        expect(await predict(model, { instance: { ...example, [name]: wrong } })).toMatchObject({
          status: 400,
          body: { errors: [{ pointer: `/instance/${name}`, allowed: allowed.slice(0, 20) }] },
        });
      }
    }
  });

  it('answers a batch of 64 as 64 single calls, in the order of the instances', async () => {
    for (const { model, fields } of models) {
      const instances = Array.from({ length: 64 }, (_, index) => variantOf(fields, index));
      const singles = await Promise.all(instances.map((instance) => predict(model, { instance })));

      const { body } = await predict(model, { instances });

      expect(body.predictions).toEqual(singles.map((single) => single.body.predictions[0]));
    }
  });

  it('answers the same in the dialect of the Open Inference Protocol', async () => {
    for (const { model, modelVersion, fields, labels } of models) {
      const instance = exampleOf(fields);
      const metadata = (await get(`/v2/models/${model}`)) as { inputs: { name: string; datatype: string }[] };
      const inputs = metadata.inputs.map(({ name, datatype }) => {
        return { name, datatype, shape: [1, 1], data: [instance[name]] };
      });

      const inferred = (await (await post(`/v2/models/${model}/infer`, { id: 'one', inputs })).json()) as object;

      const [prediction] = (await predict(model, { instance })).body.predictions;
      expect(inferred).toMatchObject({
        ...{ id: 'one', model_name: model },
        outputs: [{ data: labels.map((label) => prediction?.probabilities[label]) }, { data: [prediction?.label] }],
      });
      const version = `/v2/models/${model}/versions/${modelVersion}`;
      expect(await get(version)).toEqual(metadata);
      expect(await get(`${version}/ready`)).toEqual({ name: model, ready: true });
      expect(await (await post(`${version}/infer`, { id: 'one', inputs })).json()).toEqual(inferred);
    }
    expect((await call(running.system, '/v2/health/ready')).status).toBe(200);
  });

  it('explains what is linear, by the words that moved it most, and refuses where nothing is', async () => {
    const text = 'The food was great but the service was awful';
    const explained = await post('/api/models/review-sentiment/predict?explain=1', { instance: { text } });
    const [prediction] = ((await explained.json()) as PredictAnswer).predictions;
    const weights = prediction?.explanation?.map(({ weight }) => Math.abs(weight)) ?? [];
    const incident = exampleOf(models.find(({ model }) => model === 'incident-outcome')?.fields ?? []);
    const refused = await post('/api/models/incident-outcome/predict?explain=1', { instance: incident });

    expect(prediction?.explanation?.map(({ feature }) => feature)).toEqual(expect.arrayContaining(['great', 'aw']));
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect(refused.status).toBe(400);
  });

  it('answers in the shape of a simple service for the default model', async () => {
    const { fields } = (await get('/api/predict/params')) as ModelParams;
    const instance = exampleOf(fields);

    const one = (await (await post('/api/predict', instance)).json()) as object;
    const many = (await (await post('/api/predict', [instance, instance])).json()) as PredictAnswer;

    expect(await get('/api/info')).toMatchObject({ name: 'docscore', model: 'incident-outcome' });
    expect(one).toMatchObject({ model: 'incident-outcome', ...many.predictions[0] });
    expect(many.predictions).toHaveLength(2);
  });

  it.each([
    ['broken JSON', '{', 400],
    ['10,001 instances', { instances: Array(10_001).fill(1) }, 400],
    ['10 MB', { instance: { text: 'x'.repeat(1e7) } }, 413],
    ['1e999', '{"instance": {"text": 1e999}}', 400],
    ['a deep body', '['.repeat(100_000) + ']'.repeat(100_000), 400],
    ['a word of a million letters', { instance: { text: 'x'.repeat(900_000) } }, 200],
  ])('stays up after %s', async (_, body, status) => {
    const answer = await post('/api/models/document-type/predict', body);

    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(status === 200 ? /^application\/json/ : /problem\+json/);
    expect((await predict('document-type', { instance: { text: 'invoice' } })).status).toBe(200);
  });
});

const exampleOf = (fields: readonly ModelField[]): Record<string, unknown> =>
  Object.fromEntries(fields.map(({ name, example }) => [name, example]));

/** All values of a list, both ends of a range. */
const edgesOf = ({ allowed, minimum, maximum, example }: ModelField): readonly unknown[] =>
  allowed ?? [minimum ?? example, maximum ?? example];

/** Another instance for each index. */
const variantOf = (fields: readonly ModelField[], index: number) =>
  Object.fromEntries(
    fields.map((field) => {
      const values = edgesOf(field);
      if (field.name === 'text')
        return [field.name, `${String(field.example)} ${'invoice receipt '.repeat(index % 8)}`];
      return [field.name, values[(index * 7 + field.name.length) % values.length]];
    }),
  );
