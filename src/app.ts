import { app } from '@azure/functions';
import { publishPrediction } from './functions/events/publish-prediction.ts';
import { receiveDocument } from './functions/events/receive-document.ts';
import { backfill } from './functions/http/backfill.ts';
import { cancelDocument } from './functions/http/cancel-document.ts';
import { deleteDocument } from './functions/http/delete-document.ts';
import { getDocument } from './functions/http/get-document.ts';
import { getOcr } from './functions/http/get-ocr.ts';
import { getPageImage } from './functions/http/get-page-image.ts';
import { live, ready, version } from './functions/http/health.ts';
import { listDead } from './functions/http/list-dead.ts';
import { listDocuments } from './functions/http/list-documents.ts';
import { putDocument } from './functions/http/put-document.ts';
import { replayDead } from './functions/http/replay-dead.ts';
import { replayDocument } from './functions/http/replay-document.ts';
import { reprocessDocument } from './functions/http/reprocess-document.ts';
import { ocrDocument } from './functions/stages/ocr-document.ts';
import { preprocessDocument } from './functions/stages/preprocess-document.ts';
import { scoreDocument } from './functions/stages/score-document.ts';
import { sweep } from './functions/timers/sweep.ts';
import type { Services } from './ports.ts';

/** Every function with its trigger and route, in the order a document meets them. No other file registers one. */
export function register(services: Services): void {
  app.setup({ enableHttpStream: true });

  app.http('put-document', {
    methods: ['PUT'],
    route: 'api/documents/{*name}',
    authLevel: 'function',
    handler: putDocument(services),
  });

  app.eventGrid('receive-document', { handler: receiveDocument(services) });
  app.storageQueue('ocr-document', { connection: 'Storage', queueName: 'ocr', handler: ocrDocument(services) });
  app.storageQueue('preprocess-document', {
    connection: 'Storage',
    queueName: 'preprocess',
    handler: preprocessDocument(services),
  });
  app.storageQueue('score-document', { connection: 'Storage', queueName: 'score', handler: scoreDocument(services) });
  app.cosmosDB('publish-prediction', {
    connection: 'Cosmos',
    databaseName: 'docscore',
    containerName: 'documents',
    leaseContainerName: 'leases',
    startFromBeginning: true,
    // Without a policy the trigger moves on after a failure; with it nothing is passed over while the hub is away.
    retry: {
      strategy: 'exponentialBackoff',
      maxRetryCount: -1,
      minimumInterval: { seconds: 1 },
      maximumInterval: { seconds: 60 },
    },
    handler: publishPrediction(services),
  });
  app.timer('sweep', { schedule: '%SWEEP_SCHEDULE%', handler: sweep(services) });

  app.http('list-documents', {
    methods: ['GET'],
    route: 'api/documents',
    authLevel: 'function',
    handler: listDocuments(services),
  });
  app.http('get-document', {
    methods: ['GET'],
    route: 'api/documents/{id}',
    authLevel: 'function',
    handler: getDocument(services),
  });
  app.http('get-ocr', {
    methods: ['GET'],
    route: 'api/documents/{id}/ocr',
    authLevel: 'function',
    handler: getOcr(services),
  });
  app.http('get-page-image', {
    methods: ['GET'],
    route: 'api/documents/{id}/pages/{page}',
    authLevel: 'function',
    handler: getPageImage(services),
  });

  app.http('reprocess-document', {
    methods: ['POST'],
    route: 'api/documents/{id}/reprocess',
    authLevel: 'function',
    handler: reprocessDocument(services),
  });
  app.http('cancel-document', {
    methods: ['POST'],
    route: 'api/documents/{id}/cancel',
    authLevel: 'function',
    handler: cancelDocument(services),
  });
  app.http('delete-document', {
    methods: ['DELETE'],
    route: 'api/documents/{id}',
    authLevel: 'function',
    handler: deleteDocument(services),
  });
  app.http('replay-document', {
    methods: ['POST'],
    route: 'api/documents/{id}/replay',
    authLevel: 'function',
    handler: replayDocument(services),
  });
  app.http('list-dead', { methods: ['GET'], route: 'api/dead', authLevel: 'function', handler: listDead(services) });
  app.http('replay-dead', {
    methods: ['POST'],
    route: 'api/dead/replay',
    authLevel: 'function',
    handler: replayDead(services),
  });
  app.http('backfill', {
    methods: ['POST'],
    route: 'api/backfill',
    authLevel: 'function',
    handler: backfill(services),
  });

  app.http('live', { methods: ['GET'], route: 'api/health/live', authLevel: 'anonymous', handler: live(services) });
  app.http('ready', { methods: ['GET'], route: 'api/health/ready', authLevel: 'function', handler: ready(services) });
  app.http('version', { methods: ['GET'], route: 'api/version', authLevel: 'anonymous', handler: version(services) });
}
