import type { HttpRequest, InvocationContext } from '@azure/functions';
import type { InstancePrediction } from '../../../../domain/model-view.ts';
import { fieldsOf } from '../../../../models/fields.ts';
import type { Services } from '../../../../ports.ts';
import { predict } from '../../../scoring/predict.ts';
import { servingOf } from '../../../scoring/serving.ts';
import { jsonOf } from '../../json-of.ts';
import { askOf } from '../predict-model.ts';
import { onInference } from './on-inference.ts';
import { InferenceRequest, type InferenceResponse, type ResponseOutput } from './protocol.ts';
import { instancesOfTensors, refuseParameters, shortened, wrong } from './tensors.ts';

/** `POST /v2/models/{model}[/versions/{modelVersion}]/infer`: columns in, `probabilities` and `label` out. */
export const infer = (services: Services) =>
  onInference(services, async (request, context) => {
    refuseBinary(request);
    const asked = await jsonOf(request, InferenceRequest);
    refuseParameters(asked.parameters, '/parameters');
    const ask = versionAskOf(request, context);
    const { loaded } = await servingOf(services).choose(ask);
    const { fields, labels } = { fields: fieldsOf(loaded.manifest), labels: loaded.manifest.signature.labels };
    const wanted = wantedOutputs(asked);
    const instances = instancesOfTensors(asked, fields);
    const answered = await predict(services, { ...ask, modelVersion: loaded.manifest.modelVersion, instances });
    const outputs = outputsOf(answered.predictions, labels).filter(({ name }) => wanted.includes(name));
    const { model, modelVersion, slot } = answered;
    const response = { model_name: model, model_version: modelVersion, parameters: { slot }, outputs };
    return { jsonBody: { ...response, ...(asked.id !== undefined && { id: asked.id }) } satisfies InferenceResponse };
  });

/** Which model, which version of it if the route says so, for whom. */
export const versionAskOf = (request: HttpRequest, context: InvocationContext) => ({
  ...askOf(request, context),
  modelVersion: request.params['modelVersion'],
});

/** Of the binary extension, which Triton and its clients have. */
function refuseBinary({ headers }: HttpRequest): void {
  if (headers.has('inference-header-content-length'))
    throw wrong('', 'Binary tensors (Inference-Header-Content-Length) are not supported: send them as JSON');
}

const outputNames = ['probabilities', 'label'];

function wantedOutputs({ outputs }: InferenceRequest): readonly string[] {
  if (!outputs || outputs.length === 0) return outputNames;
  return outputs.map(({ name, parameters }, index) => {
    refuseParameters(parameters, `/outputs/${index}/parameters`);
    if (outputNames.includes(name)) return name;
    throw wrong(`/outputs/${index}/name`, `There is no output ${shortened(name)}; there is ${outputNames.join(', ')}`);
  });
}

function outputsOf(predictions: readonly InstancePrediction[], labels: readonly string[]): ResponseOutput[] {
  const count = predictions.length;
  return [
    {
      name: 'probabilities',
      shape: [count, labels.length],
      datatype: 'FP32',
      data: predictions.flatMap(({ probabilities }) => labels.map((label) => probabilities[label] ?? 0)),
    },
    { name: 'label', shape: [count, 1], datatype: 'BYTES', data: predictions.map(({ label }) => label) },
  ];
}
