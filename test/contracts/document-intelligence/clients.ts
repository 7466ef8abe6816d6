import { AzureKeyCredential, DocumentAnalysisClient, type AnalyzeDocumentOptions } from '@azure/ai-form-recognizer';
import documentIntelligence, {
  getLongRunningPoller,
  isUnexpected,
  type AnalyzeOperationOutput,
  type DocumentIntelligenceClient,
  type DocumentIntelligenceErrorOutput,
} from '@azure-rest/ai-document-intelligence';

export interface Address {
  readonly endpoint: string;
  readonly key: string;
}

/** Retries would hide what the service says. */
const options = { allowInsecureConnection: true, retryOptions: { maxRetries: 0 } };

/** The SDK of v3.1. */
export const v3 = ({ endpoint, key }: Address, retries = 0) =>
  new DocumentAnalysisClient(endpoint, new AzureKeyCredential(key), {
    ...options,
    retryOptions: { maxRetries: retries },
  });

/** The SDK of v4. */
export const v4 = ({ endpoint, key }: Address): DocumentIntelligenceClient =>
  documentIntelligence(endpoint, { key }, options);

/** Analyses a file with the SDK of v3.1, to the end. */
export async function analyse(address: Address, file: Buffer, more: AnalyzeDocumentOptions = {}) {
  const poller = await v3(address).beginAnalyzeDocument('prebuilt-read', file, { updateIntervalInMs: 100, ...more });
  return await poller.pollUntilDone();
}

interface V4Request {
  readonly query?: Record<string, unknown>;
  readonly model?: string;
}

/** Sends JSON with the SDK of v4. */
export async function post(address: Address, body: object, { query = {}, model = 'prebuilt-read' }: V4Request = {}) {
  return await v4(address)
    .path('/documentModels/{modelId}:analyze', model)
    .post({ contentType: 'application/json', body, queryParameters: query });
}

/** Analyses JSON with the SDK of v4, to the end. @throws its error */
export async function analyseV4(address: Address, body: object, request: V4Request = {}) {
  const initial = await post(address, body, request);
  if (isUnexpected(initial)) throw Object.assign(new Error(initial.body.error.message), initial.body.error);
  const done = await getLongRunningPoller(v4(address), initial).pollUntilDone();
  return (done.body as AnalyzeOperationOutput).analyzeResult;
}

/** What a refusal says. */
export async function refusal(response: PromiseLike<{ status: string; body: unknown }>) {
  const { status, body } = await response;
  const { error } = body as { error: DocumentIntelligenceErrorOutput };
  return {
    status,
    code: error.code,
    inner: error.innererror?.code,
    message: error.innererror?.message ?? error.message,
  };
}

/** An address that the SDK has no types for. */
export function unchecked(address: Address, path: string) {
  const { get, put, post, delete: remove } = v4(address).pathUnchecked(path);
  type Reply = PromiseLike<{ status: string; headers: Record<string, string | undefined>; body: unknown }>;
  return { get, put, post, remove } as Record<'get' | 'put' | 'post' | 'remove', (options?: object) => Reply>;
}

/** What the SDK of v3.1 says of a call that fails. */
export async function failure(call: Promise<unknown>) {
  const error = (await call.then(
    () => undefined,
    (caught: unknown) => caught,
  )) as { statusCode?: number; code?: string; message: string; details?: { error?: DocumentIntelligenceErrorOutput } };
  return {
    status: error.statusCode,
    code: error.code,
    inner: error.details?.error?.innererror?.code,
    message: error.message,
  };
}

export const base64 = (file: Buffer) => ({ base64Source: file.toString('base64') });
