import { randomUUID } from 'node:crypto';
import { bindingData, type RequestParts } from './bindings/binding-data.ts';
import type { HostedFunction } from './functions.ts';
import type { Log } from './host-log.ts';
import { messageOf } from './host-log.ts';
import type { ClientStream } from './pool/calls.ts';
import type { Pool } from './pool/pool.ts';
import type { WorkerProcess } from './pool/worker-process.ts';
import type { Invocation, InvocationResult, TypedData } from './protocol.ts';
import { retryDelayMs, retryingTriggers } from './retry.ts';

/** A worker whose call timed out may finish its other calls for so long. Source: azure-webjobs-sdk, TimeoutAttribute. */
const timeoutGraceMs = 2_000;

export interface Call {
  /** Why, as the console says it. */
  reason: string;
  /** What triggered it, as the console says it on a line of its own. */
  details?: string;
  data: TypedData;
  metadata?: Record<string, TypedData>;
  /** What the expressions of extra bindings may name of an HTTP request. */
  request?: RequestParts;
  retryContext?: Invocation['retryContext'];
  /** Set by HTTP, which must know worker and id before the call. */
  worker?: WorkerProcess;
  invocationId?: string;
  traceParent?: string | undefined;
  /** The client of an HTTP call whose bodies flow. */
  stream?: ClientStream;
}

/** Runs functions: one call, or a call with the function's retry policy. */
export interface Invoker {
  /** Never rejects. */
  invoke(one: HostedFunction, call: Call): Promise<InvocationResult>;
  /** Never rejects. Ends early when `stopping` aborts; the result is the last attempt's. */
  invokeWithRetry(one: HostedFunction, call: Call, stopping: AbortSignal): Promise<InvocationResult>;
}

/** @param timeoutMs 0: no limit. */
export function createInvoker(pool: Pool, timeoutMs: number, log: Log): Invoker {
  async function invoke(one: HostedFunction, call: Call): Promise<InvocationResult> {
    const invocationId = call.invocationId ?? randomUUID();
    const say = (level: 'information' | 'error', message: string) =>
      log({ level, category: `Function.${one.name}`, functionName: one.name, invocationId, message });
    say('information', `Executing 'Functions.${one.name}' (Reason='${call.reason}', Id=${invocationId})`);
    if (call.details !== undefined) say('information', `Trigger Details: ${call.details}`);
    const start = performance.now();
    const result = await (one.extra ? runWithBindings(one, call, invocationId) : run(one, call, invocationId, []));
    const durationMs = Math.round(performance.now() - start);
    const outcome = result.status === 'success' ? 'Succeeded' : 'Failed';
    say(
      result.status === 'success' ? 'information' : 'error',
      `Executed 'Functions.${one.name}' (${outcome}, Id=${invocationId}, Duration=${durationMs}ms)` +
        (result.exception ? ` ${result.exception.stackTrace ?? result.exception.message}` : ''),
    );
    return result;
  }

  /** An input that cannot be read, or an output that cannot be written, fails the call. */
  async function runWithBindings(one: HostedFunction, call: Call, invocationId: string): Promise<InvocationResult> {
    try {
      const data = bindingData(one.name, call);
      const result = await run(one, call, invocationId, (await one.extra?.read(data)) ?? []);
      if (result.status === 'success') await one.extra?.write(result, data);
      return result;
    } catch (error) {
      return { invocationId, status: 'failure', exception: { message: messageOf(error) } };
    }
  }

  async function run(
    one: HostedFunction,
    call: Call,
    invocationId: string,
    extraInputs: Invocation['inputData'],
  ): Promise<InvocationResult> {
    let worker: WorkerProcess;
    try {
      worker = call.worker ?? (await pool.acquire());
    } catch (error) {
      return { invocationId, status: 'failure', exception: { message: messageOf(error) } };
    }
    const timer = timeoutMs > 0 ? setTimeout(() => timeOut(worker, one, invocationId), timeoutMs) : undefined;
    const invocation: Invocation = {
      invocationId,
      functionId: one.id,
      inputData: [{ name: one.trigger.name, data: call.data }, ...extraInputs],
      triggerMetadata: call.metadata ?? {},
      traceContext: { traceParent: call.traceParent ?? newTraceParent(invocationId), traceState: '', attributes: {} },
      ...(call.retryContext && { retryContext: call.retryContext }),
    };
    const result = await worker.invoke(invocation, call.stream);
    clearTimeout(timer);
    return result;
  }

  /** The handler may block its process: only a kill is sure to end it. Calls beside it get a short grace. */
  function timeOut(worker: WorkerProcess, one: HostedFunction, invocationId: string) {
    const seconds = timeoutMs / 1000;
    worker.fail(invocationId, `Timeout value of ${seconds} s was exceeded by function: Functions.${one.name}`);
    pool.retire(worker, timeoutGraceMs);
  }

  return {
    invoke,
    async invokeWithRetry(one, call, stopping) {
      let result = await invoke(one, call);
      const { retry } = one;
      if (!retry || !retryingTriggers.includes(one.trigger.type)) return result;
      for (let count = 1; result.status === 'failure'; count++) {
        if (retry.maxRetryCount >= 0 && count > retry.maxRetryCount) return result;
        await pause(retryDelayMs(retry, count, Math.random), stopping);
        if (stopping.aborted) return result;
        const retryContext = {
          retryCount: count,
          maxRetryCount: retry.maxRetryCount,
          ...(result.exception && { exception: result.exception }),
        };
        result = await invoke(one, { ...call, retryContext });
      }
      return result;
    },
  };
}

/** Resolves after `ms`, or at once when `signal` aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });
}

/** W3C trace context, not sampled; its span is the invocation. */
function newTraceParent(invocationId: string): string {
  // `randomUUID` takes its bytes from a store that is filled now and then; `randomBytes` asks the system each time.
  const trace = randomUUID().replaceAll('-', '');
  return `00-${trace}-${invocationId.slice(0, 8)}${invocationId.slice(-8)}-00`;
}
