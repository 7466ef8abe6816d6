import {
  DefaultModelView,
  ModelDetail,
  ModelList,
  ModelParams,
  PlainPredictAnswer,
  PlainPredictRequest,
  PredictAnswer,
  PredictRequest,
} from '../../../domain/model-view.ts';
import type { Route } from '../route.ts';
import { getDefaultParams, info, predictDefault } from './default-model.ts';
import { getModel, ModelQuery } from './get-model.ts';
import { getParams } from './get-params.ts';
import { listModels } from './list-models.ts';
import { predictModel, PredictQuery } from './predict-model.ts';

const scoring = { tag: 'Scoring', who: 'key' } as const;

/** Models and their predictions. */
export const modelRoutes: readonly Route[] = [
  {
    ...scoring,
    name: 'list-models',
    method: 'GET',
    route: 'api/models',
    summary: 'Models, what is in their slots, and whether they serve',
    answers: { 200: ModelList },
    handler: listModels,
  },
  {
    ...scoring,
    name: 'get-model',
    method: 'GET',
    route: 'api/models/{model}',
    summary: 'Slots, versions, and the manifest with metrics of a model',
    query: ModelQuery,
    answers: { 200: ModelDetail },
    handler: getModel,
  },
  {
    ...scoring,
    name: 'get-model-params',
    method: 'GET',
    route: 'api/models/{model}/params',
    summary: 'What an instance is made of: fields with their allowed values and ranges',
    query: ModelQuery,
    answers: { 200: ModelParams },
    handler: getParams,
  },
  {
    ...scoring,
    name: 'predict-model',
    method: 'POST',
    route: 'api/models/{model}/predict',
    summary: 'Score named values: a prediction for each instance, in their order',
    query: PredictQuery,
    body: PredictRequest,
    answers: { 200: PredictAnswer },
    handler: predictModel,
  },
  {
    ...scoring,
    name: 'predict',
    method: 'POST',
    route: 'api/predict',
    summary: 'Score with the default model: an instance as it is, or a list of them',
    query: PredictQuery,
    body: PlainPredictRequest,
    answers: { 200: PlainPredictAnswer },
    handler: predictDefault,
  },
  {
    ...scoring,
    name: 'predict-params',
    method: 'GET',
    route: 'api/predict/params',
    summary: 'What an instance of the default model is made of',
    query: ModelQuery,
    answers: { 200: ModelParams },
    handler: getDefaultParams,
  },
  {
    ...scoring,
    name: 'predict-info',
    method: 'GET',
    route: 'api/info',
    summary: 'Which model answers api/predict, and how good it is',
    answers: { 200: DefaultModelView },
    handler: info,
  },
];
