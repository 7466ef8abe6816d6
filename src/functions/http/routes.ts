import { z } from 'zod';
import { DocumentDetail, DocumentList, UploadReceipt } from '../../domain/document-view.ts';
import { OcrResult } from '../../domain/ocr.ts';
import {
  BackfillReport,
  DeadCauses,
  DeadDocuments,
  ReplayReport,
  ReplayRequest,
  RunReceipt,
} from '../../domain/operator-view.ts';
import { backfill, BackfillQuery } from './backfill.ts';
import { cancelDocument } from './cancel-document.ts';
import { deleteDocument } from './delete-document.ts';
import { feedbackRoutes } from './feedback/routes.ts';
import { getDocument, RunQuery } from './get-document.ts';
import { getOcr } from './get-ocr.ts';
import { getPageImage } from './get-page-image.ts';
import { live, Liveness, ready, Readiness, version, VersionView } from './health.ts';
import { DeadQuery, listDead } from './list-dead.ts';
import { DocumentQuery, listDocuments } from './list-documents.ts';
import { modelRoutes } from './models/routes.ts';
import { inferenceRoutes } from './models/v2/routes.ts';
import { descriptionRoutes } from './openapi/routes.ts';
import { putDocument } from './put-document.ts';
import { replayDead } from './replay-dead.ts';
import { replayDocument } from './replay-document.ts';
import { reprocessDocument } from './reprocess-document.ts';
import { rolloutRoutes } from './rollout/routes.ts';
import type { Route } from './route.ts';

const id = 'api/documents/{id}';
const documents = { tag: 'Documents', who: 'key' } as const;
const operations = { tag: 'Operations', who: 'key' } as const;

/** In the order a document meets them. */
const table: readonly Route[] = [
  {
    ...documents,
    name: 'put-document',
    idempotent: true,
    method: 'PUT',
    route: 'api/documents/{*name}',
    summary: 'Upload a document: the raw body becomes the blob',
    body: { contentTypes: ['application/octet-stream'] },
    answers: { 202: UploadReceipt },
    handler: putDocument,
  },
  {
    ...documents,
    name: 'list-documents',
    method: 'GET',
    route: 'api/documents',
    summary: 'Documents, latest change first',
    query: DocumentQuery,
    answers: { 200: DocumentList },
    handler: listDocuments,
  },
  {
    ...documents,
    name: 'get-document',
    method: 'GET',
    route: id,
    summary: 'State, stages, predictions, every version and run of a document',
    answers: { 200: DocumentDetail },
    handler: getDocument,
  },
  {
    ...documents,
    name: 'get-ocr',
    method: 'GET',
    route: `${id}/ocr`,
    summary: 'What was read: words with polygons and confidence',
    query: RunQuery,
    answers: { 200: OcrResult },
    handler: getOcr,
  },
  {
    ...documents,
    name: 'get-page-image',
    method: 'GET',
    route: `${id}/pages/{page}`,
    summary: 'The picture of a page',
    query: RunQuery,
    answers: { 200: { contentTypes: ['image/webp'] } },
    handler: getPageImage,
  },
  {
    ...documents,
    who: 'operator',
    name: 'reprocess-document',
    method: 'POST',
    route: `${id}/reprocess`,
    summary: 'Start the next run of the current version',
    answers: { 202: RunReceipt },
    handler: reprocessDocument,
  },
  {
    ...documents,
    who: 'operator',
    name: 'cancel-document',
    method: 'POST',
    route: `${id}/cancel`,
    summary: 'End the run under way',
    answers: { 202: RunReceipt },
    handler: cancelDocument,
  },
  {
    ...documents,
    who: 'operator',
    name: 'delete-document',
    method: 'DELETE',
    route: id,
    summary: 'Delete a document and all that was made of it',
    answers: { 202: RunReceipt, 204: { contentTypes: [] } },
    handler: deleteDocument,
  },
  {
    ...documents,
    who: 'operator',
    name: 'replay-document',
    method: 'POST',
    route: `${id}/replay`,
    summary: 'Begin a dead run anew',
    answers: { 202: RunReceipt },
    handler: replayDocument,
  },
  ...modelRoutes,
  ...feedbackRoutes,
  ...rolloutRoutes,
  ...inferenceRoutes,
  {
    ...operations,
    who: 'operator',
    name: 'list-dead',
    method: 'GET',
    route: 'api/dead',
    summary: 'Dead documents, grouped by cause, or those of one cause',
    query: DeadQuery,
    answers: { 200: z.union([DeadCauses, DeadDocuments]) },
    handler: listDead,
  },
  {
    ...operations,
    who: 'operator',
    name: 'replay-dead',
    method: 'POST',
    route: 'api/dead/replay',
    summary: 'Replay dead documents: some, those of one cause, or all',
    body: ReplayRequest,
    answers: { 200: ReplayReport },
    handler: replayDead,
  },
  {
    ...operations,
    who: 'operator',
    name: 'backfill',
    method: 'POST',
    route: 'api/backfill',
    summary: 'Register blobs that no event told of, one page of the container at a time',
    query: BackfillQuery,
    answers: { 200: BackfillReport },
    handler: backfill,
  },
  {
    ...operations,
    who: 'anonymous',
    name: 'live',
    method: 'GET',
    route: 'api/health/live',
    summary: 'The process answers',
    answers: { 200: Liveness },
    handler: live,
  },
  {
    ...operations,
    name: 'ready',
    method: 'GET',
    route: 'api/health/ready',
    summary: 'Whether everything that a document needs can be used now',
    answers: { 200: Readiness, 503: Readiness },
    handler: ready,
  },
  {
    ...operations,
    who: 'anonymous',
    name: 'version',
    method: 'GET',
    route: 'api/version',
    summary: 'What runs here',
    answers: { 200: VersionView },
    handler: version,
  },
];

/** Every HTTP function: one table for the host, for who may, and for the OpenAPI document. */
export const routes: readonly Route[] = [...table, ...descriptionRoutes(table)];
