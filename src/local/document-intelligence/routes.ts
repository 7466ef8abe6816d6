import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { AnalysisQueue } from './analysis-queue.ts';
import type { Analysis, AnalysisStore } from './analysis-store.ts';
import { analyzeOptions, checkedApiVersion, checkedModel } from './analyze-options.ts';
import { contentKind, SIGNATURE_BYTES } from './content-kind.ts';
import { storeContent } from './content-source.ts';
import { methodNotAllowed, operationNotFound, resourceNotFound, unsupported } from './errors.ts';
import { firstBytes, removeFile, syncFolder } from './files.ts';
import { resourceDetails } from './resource-details.ts';

export interface RouteContext {
  readonly store: AnalysisStore;
  readonly queue: AnalysisQueue;
  /** Ms since 1970. */
  readonly nowMs: () => number;
  readonly maxContentBytes: number;
  /** What a client is asked to wait between two looks; 0: nothing is said. */
  readonly retryAfterSeconds: number;
}

export interface Answer {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request and the parts of its address. */
export interface ReadRequest {
  readonly message: IncomingMessage;
  readonly method: string;
  /** Such as `/formrecognizer/documentModels/prebuilt-read:analyze`. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Who answers what. @throws DocumentIntelligenceError */
export async function route(context: RouteContext, request: ReadRequest): Promise<Answer> {
  const { method, path, query } = request;
  const [, api = '', room = '', name = '', verb = '', id = '', more] = path.split('/');
  const apiVersion = checkedApiVersion(api, query);
  if (path === `/${api}/info` && method === 'GET') {
    return { status: 200, body: resourceDetails(apiVersion, context.nowMs()) };
  }
  const [, model = '', action] = /^([^:]*)(:[^:]*)?$/.exec(name) ?? [];
  if (room !== 'documentModels' || name === '' || more !== undefined) throw notServed(path);
  if (action === ':analyze' && verb === '') {
    if (method !== 'POST') throw methodNotAllowed();
    return await analyze(context, request, checkedModel(model), apiVersion);
  }
  if (action !== undefined || verb !== 'analyzeResults' || id === '') throw notServed(path);
  const analysis = context.store.find(id);
  if (analysis?.options.model !== model || analysis.options.apiVersion !== apiVersion) throw operationNotFound();
  if (method === 'GET') return progress(context, analysis);
  if (method !== 'DELETE' || api === 'formrecognizer') throw methodNotAllowed();
  context.store.remove(id);
  return { status: 204 };
}

/** 202 when the file and what is to be done with it are on the disk. */
async function analyze(
  { store, queue, maxContentBytes, retryAfterSeconds }: RouteContext,
  { message, path, query }: ReadRequest,
  model: string,
  apiVersion: string,
): Promise<Answer> {
  const options = analyzeOptions(model, apiVersion, query);
  const id = randomUUID();
  const file = store.contentPath(id);
  try {
    await storeContent(message, file, maxContentBytes);
    contentKind(await firstBytes(file, SIGNATURE_BYTES));
    await syncFolder(file);
    store.add(id, options);
  } catch (error) {
    await removeFile(file);
    throw error;
  }
  queue.wake();
  const location = `http://${message.headers.host ?? '127.0.0.1'}${path.replace(':analyze', '')}/analyzeResults/${id}?api-version=${apiVersion}`;
  return { status: 202, headers: { 'operation-location': location, ...retryAfter(retryAfterSeconds) } };
}

function progress({ retryAfterSeconds }: RouteContext, { status, created, updated, outcome }: Analysis): Answer {
  return {
    status: 200,
    headers: outcome ? {} : retryAfter(retryAfterSeconds),
    body: { status, createdDateTime: time(created), lastUpdatedDateTime: time(updated), ...outcome },
  };
}

const retryAfter = (seconds: number): Record<string, string> => (seconds > 0 ? { 'retry-after': String(seconds) } : {});

/** Whole seconds, as the service gives them. */
const time = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

/** What the service has besides: models, classifiers, batches, operations, outputs. */
function notServed(path: string) {
  const [, , room = ''] = path.split('/');
  const known = /^(documentModels|documentClassifiers|operations|info)\b/.test(room);
  return known ? unsupported(path) : resourceNotFound(path);
}
