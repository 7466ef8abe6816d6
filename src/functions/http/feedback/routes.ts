import { CorrectionList, CorrectionRequest, CorrectionView } from '../../../domain/correction-view.ts';
import { FeedbackReceipt, FeedbackRequest, LabelledRows } from '../../../domain/correction-view.ts';
import type { Route } from '../route.ts';
import { getCorrections } from './get-corrections.ts';
import { getRequestSchema } from './get-request-schema.ts';
import { giveFeedback } from './give-feedback.ts';
import { LabelQuery, listLabels } from './list-labels.ts';
import { putCorrection } from './put-correction.ts';

const corrections = 'api/documents/{id}/corrections';

/** What people say of predictions, and what the hub `requests` takes. */
export const feedbackRoutes: readonly Route[] = [
  {
    name: 'get-corrections',
    method: 'GET',
    route: corrections,
    who: 'key',
    tag: 'Documents',
    summary: 'The right answers that people gave, with those before them',
    answers: { 200: CorrectionList },
    handler: getCorrections,
  },
  {
    name: 'put-correction',
    ifMatch: true,
    present: CorrectionView,
    method: 'PUT',
    route: `${corrections}/{model}`,
    who: 'operator',
    tag: 'Documents',
    summary: 'Say what is right; If-Match names the correction that this one replaces',
    body: CorrectionRequest,
    answers: { 200: CorrectionView, 201: CorrectionView },
    handler: putCorrection,
  },
  {
    name: 'give-feedback',
    idempotent: true,
    method: 'POST',
    route: 'api/feedback',
    who: 'key',
    tag: 'Scoring',
    summary: 'A prediction was correct, or this label is',
    body: FeedbackRequest,
    answers: { 200: FeedbackReceipt },
    handler: giveFeedback,
  },
  {
    name: 'list-corrections',
    method: 'GET',
    route: 'api/models/{model}/corrections',
    who: 'reader',
    tag: 'Scoring',
    summary: 'Rows with their right labels, for training',
    query: LabelQuery,
    answers: { 200: LabelledRows },
    handler: listLabels,
  },
  {
    name: 'get-request-schema',
    method: 'GET',
    route: 'api/schemas/request',
    who: 'anonymous',
    tag: 'Scoring',
    summary: 'JSON Schema of a message of the hub requests',
    answers: { 200: { contentTypes: ['application/schema+json'] } },
    handler: getRequestSchema,
  },
];
