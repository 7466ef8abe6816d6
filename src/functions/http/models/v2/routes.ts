import type { Route } from '../../route.ts';
import { modelMetadata, modelReady, serverLive, serverMetadata, serverReady } from './describe.ts';
import { infer } from './infer.ts';
import {
  InferenceRequest,
  InferenceResponse,
  ModelMetadata,
  ModelReady,
  ServerLive,
  ServerMetadata,
  ServerReady,
} from './protocol.ts';

const protocol = { tag: 'Open Inference Protocol', who: 'key' } as const;

/** What there is of a model, and of one of its versions. */
const ofModel = (name: string, route: string, of: string): Route[] => [
  {
    ...protocol,
    name: `${name}-metadata`,
    method: 'GET',
    route,
    summary: `Inputs and outputs of ${of}`,
    answers: { 200: ModelMetadata },
    handler: modelMetadata,
  },
  {
    ...protocol,
    name: `${name}-ready`,
    method: 'GET',
    route: `${route}/ready`,
    summary: `Whether ${of} can answer`,
    answers: { 200: ModelReady, 503: ModelReady },
    handler: modelReady,
  },
  {
    ...protocol,
    name: `${name}-infer`,
    method: 'POST',
    route: `${route}/infer`,
    summary: `Score tensors with ${of}`,
    body: InferenceRequest,
    answers: { 200: InferenceResponse },
    handler: infer,
  },
];

/** Open Inference Protocol v2: a second dialect of the same scoring. */
export const inferenceRoutes: readonly Route[] = [
  {
    ...protocol,
    name: 'v2-server-metadata',
    method: 'GET',
    route: 'v2',
    summary: 'What runs here',
    answers: { 200: ServerMetadata },
    handler: serverMetadata,
  },
  {
    ...protocol,
    who: 'anonymous',
    name: 'v2-server-live',
    method: 'GET',
    route: 'v2/health/live',
    summary: 'The process answers',
    answers: { 200: ServerLive },
    handler: serverLive,
  },
  {
    ...protocol,
    name: 'v2-server-ready',
    method: 'GET',
    route: 'v2/health/ready',
    summary: 'Whether every model that is rolled out can answer',
    answers: { 200: ServerReady, 503: ServerReady },
    handler: serverReady,
  },
  ...ofModel('v2-model', 'v2/models/{model}', 'what serves of a model'),
  ...ofModel('v2-model-version', 'v2/models/{model}/versions/{modelVersion}', 'a model version that is in a slot'),
];
