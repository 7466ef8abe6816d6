import { deserialize, serialize } from 'node:v8';
import type {
  HttpRequestValue,
  HttpResponseValue,
  Invocation,
  InvocationResult,
  StreamedRequest,
} from '../protocol.ts';

interface Streamed {
  request: StreamedRequest;
  bodyEnded: boolean;
}

/** An invocation as it travels: HTTP alone is JSON with its body beside it, everything else may hold what JSON cannot. */
export function packInvocation(invocation: Invocation, stream: Streamed | undefined) {
  const { inputData } = invocation;
  const [input] = inputData;
  const http = input?.data.http as HttpRequestValue | undefined;
  const flow = stream ? { stream: stream.request, bodyEnded: stream.bodyEnded } : { bodyEnded: true };
  if (!input || inputData.length > 1 || !(http ?? stream))
    return { message: { type: 'invoke-packed', ...flow } as const, bytes: serialize(invocation) };
  if (!http?.body) return { message: { type: 'invoke', invocation, ...flow } as const, bytes: undefined };
  const { body, ...rest } = http;
  const bare = { ...invocation, inputData: [{ name: input.name, data: { http: rest } }] };
  return { message: { type: 'invoke', invocation: bare, ...flow } as const, bytes: body.bytes };
}

/** The body goes back to where the library looks for it. */
export function withBody(invocation: Invocation, bytes: Uint8Array): Invocation {
  const http = invocation.inputData[0]?.data.http as HttpRequestValue | undefined;
  if (http && bytes.length > 0) http.body = { bytes };
  return invocation;
}

/** A result as it travels: an answer to HTTP without cookies is JSON with its body beside it. */
export function packResult(result: InvocationResult) {
  const { returnValue, outputData } = result;
  const http = returnValue?.http as HttpResponseValue | undefined;
  const isPlain = http ? (http.cookies ?? []).length === 0 && !http.body?.string : !returnValue;
  if (!isPlain || (outputData ?? []).length > 0)
    return { message: { type: 'result-packed' } as const, bytes: serialize(result) };
  if (!http) return { message: { type: 'result', result } as const, bytes: undefined };
  const { body, ...rest } = http;
  return {
    message: { type: 'result', result: { ...result, returnValue: { http: rest } } } as const,
    bytes: body?.bytes,
  };
}

export function withAnswer(result: InvocationResult, bytes: Uint8Array): InvocationResult {
  const http = result.returnValue?.http as HttpResponseValue | undefined;
  if (http && bytes.length > 0) http.body = { bytes };
  return result;
}

export const unpackInvocation = (bytes: Uint8Array) => deserialize(bytes) as Invocation;
export const unpackResult = (bytes: Uint8Array) => deserialize(bytes) as InvocationResult;
