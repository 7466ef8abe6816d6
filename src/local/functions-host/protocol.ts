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

export type ToWorker =
  { type: 'init'; appDir: string; entry?: string } | { type: 'invoke'; invocation: Invocation } | { type: 'terminate' };

export type ToHost =
  | { type: 'ready'; app: AppDescription }
  | { type: 'failed'; message: string; stack?: string }
  | { type: 'log'; log: WorkerLog }
  | { type: 'result'; result: InvocationResult };
