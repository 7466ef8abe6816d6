/**
 * What host and worker say to each other over the IPC channel. The shapes of the values are those of the Functions RPC
 * protocol as `@azure/functions` reads them, so that nothing is converted in between.
 */

/** One value on its way in or out; at most one property is set. */
export interface TypedData {
  string?: string;
  json?: string;
  bytes?: Uint8Array;
  int?: number;
  double?: number;
  http?: HttpRequestValue | HttpResponseValue;
  collectionString?: { string: string[] };
  collectionBytes?: { bytes: Uint8Array[] };
}

export type Nullable = Record<string, { value: string }>;

export interface HttpRequestValue {
  method: string;
  url: string;
  nullableHeaders: Nullable;
  nullableQuery: Nullable;
  nullableParams: Nullable;
  body?: { bytes: Uint8Array };
}

export interface HttpResponseValue {
  statusCode: string;
  headers?: Record<string, string>;
  cookies?: HttpCookie[];
  body?: { bytes?: Uint8Array; string?: string } | null;
}

export interface HttpCookie {
  name: string;
  value: string;
  domain?: { value: string };
  path?: { value: string };
  /** `Date` or seconds since 1970, as `@azure/functions` hands it over. */
  expires?: { value: Date | { seconds: number } };
  secure?: { value: boolean };
  httpOnly?: { value: boolean };
  sameSite?: 'none' | 'lax' | 'strict' | 'explicitNone';
  maxAge?: { value: number };
}

export interface Binding {
  type: string;
  direction: 'in' | 'out' | 'inout';
  name?: string;
  connection?: string;
  [property: string]: unknown;
}

/** Whole seconds: the library rounds. */
interface Duration {
  seconds: number;
}

export interface RetryOptions {
  retryStrategy: 'fixedDelay' | 'exponentialBackoff';
  /** -1: without end. */
  maxRetryCount: number;
  delayInterval?: Duration;
  minimumInterval?: Duration;
  maximumInterval?: Duration;
}

/** One function as the app registered it. */
export interface FunctionMetadata {
  functionId: string;
  name: string;
  scriptFile: string;
  bindings: Record<string, Binding>;
  retryOptions?: RetryOptions;
}

export interface InvocationException {
  message: string;
  stackTrace?: string;
  source?: string;
}

export interface Invocation {
  invocationId: string;
  functionId: string;
  inputData: { name: string; data: TypedData }[];
  triggerMetadata?: Record<string, TypedData>;
  traceContext: { traceParent: string; traceState: string; attributes: Record<string, string> };
  retryContext?: { retryCount: number; maxRetryCount: number; exception?: InvocationException };
}

export interface InvocationResult {
  invocationId: string;
  status: 'success' | 'failure';
  exception?: InvocationException;
  returnValue?: TypedData | null;
  outputData?: { name: string; data: TypedData }[];
  /** The handler gave null or undefined: in stream mode nothing will come through the proxy. */
  empty?: boolean;
}

/** Levels of the RPC protocol. */
export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';

export interface WorkerLog {
  level: LogLevel;
  category: 'user' | 'system' | 'customMetric';
  message: string;
  functionName?: string;
  invocationId?: string;
}

export interface AppDescription {
  capabilities: Record<string, string>;
  functions: FunctionMetadata[];
}

/** A request whose bodies flow beside the invocation: what `enableHttpStream` reads off its proxy. */
export interface StreamedRequest {
  method: string;
  /** Path and query. */
  target: string;
  host: string;
}

/**
 * Messages to the worker. A body is never in the JSON but in the bytes of the frame: the whole one of `invoke`, or a piece. An
 * invocation that JSON cannot hold (bytes, NaN) is in the bytes too, as `v8.serialize` writes it.
 */
export type ToWorker =
  | { type: 'init'; appDir: string; entry?: string }
  | { type: 'terminate' }
  | { type: 'invoke'; invocation: Invocation; stream?: StreamedRequest; bodyEnded: boolean }
  | { type: 'invoke-packed'; stream?: StreamedRequest; bodyEnded: boolean }
  | ({ invocationId: string } & FromClient);

/** What else the client of a streamed call does: sends a piece of the body, takes some of the answer, leaves. */
type FromClient = { type: 'body'; bodyEnded: boolean } | { type: 'taken'; sizeBytes: number } | { type: 'gone' };

export type ToHost =
  | { type: 'ready'; app: AppDescription }
  | { type: 'failed'; message: string; stack?: string }
  | { type: 'log'; log: WorkerLog }
  | { type: 'result'; result: InvocationResult }
  | { type: 'result-packed' }
  | ({ invocationId: string } & FromHandler);

/** What else the handler of a streamed call does: answers (names and values of headers in turn), writes a piece, takes some of the body. */
export type FromHandler =
  | ({ type: 'answer'; status: number; headers: (string | string[])[] } & Piece)
  | ({ type: 'piece' } & Piece)
  | { type: 'read'; sizeBytes: number };

interface Piece {
  ended: boolean;
  /** The call has succeeded too, and there is nothing else to say of it: this stands for its `result`. */
  settled?: true;
}

/** How much of a body may be on its way without the other side having taken it. */
export const windowBytes = 262_144;
