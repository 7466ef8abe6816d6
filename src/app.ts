import { app, type RetryOptions } from '@azure/functions';
import { publishPrediction } from './functions/events/publish-prediction.ts';
import { publishRequest } from './functions/events/publish-request.ts';
import { receiveDocument } from './functions/events/receive-document.ts';
import { scoreRequests } from './functions/events/score-requests.ts';
import { admission } from './functions/http/auth/admission.ts';
import { routes } from './functions/http/routes.ts';
import { ocrDocument } from './functions/stages/ocr-document.ts';
import { preprocessDocument } from './functions/stages/preprocess-document.ts';
import { scoreDocument } from './functions/stages/score-document.ts';
import { sweep } from './functions/timers/sweep.ts';
import { watchRollouts } from './functions/timers/watch-rollouts.ts';
import type { Services } from './ports.ts';

/** Without a policy a trigger moves on after a failure; with it nothing is passed over while what it needs is away. */
const withoutEnd: RetryOptions = {
  strategy: 'exponentialBackoff',
  maxRetryCount: -1,
  minimumInterval: { seconds: 1 },
  maximumInterval: { seconds: 60 },
};

/** Every function with its trigger, in the order a document meets them; the HTTP ones stand in `routes`. No other file registers one. */
export function register(services: Services): void {
  app.setup({ enableHttpStream: true });

  const admitted = admission(services);
  for (const route of routes)
    app.http(route.name, {
      methods: [route.method],
      route: route.route,
      // Who comes with a token is checked in code: the host knows keys only.
      authLevel: route.who === 'key' ? 'function' : 'anonymous',
      handler: admitted(route),
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
    retry: withoutEnd,
    handler: publishPrediction(services),
  });
  app.eventHub('score-requests', {
    connection: 'Events',
    eventHubName: 'requests',
    consumerGroup: 'score-requests',
    cardinality: 'many',
    retry: withoutEnd,
    handler: scoreRequests(services),
  });
  app.cosmosDB('publish-request', {
    connection: 'Cosmos',
    databaseName: 'docscore',
    containerName: 'requests',
    leaseContainerName: 'leases',
    startFromBeginning: true,
    retry: withoutEnd,
    handler: publishRequest(services),
  });
  app.timer('watch-rollouts', { schedule: '*/5 * * * * *', handler: watchRollouts(services) });
  app.timer('sweep', { schedule: '%SWEEP_SCHEDULE%', handler: sweep(services) });

  // What a process has counted is written before it goes.
  app.hook.appTerminate(() => services.scores.flush());
}
