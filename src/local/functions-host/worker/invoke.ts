import type {
  FunctionMetadata,
  Invocation,
  InvocationException,
  InvocationResult,
  LogLevel,
  WorkerLog,
} from '../protocol.ts';
import { type App, type Handler, hookContext, type InvocationModel, runHooks, systemError } from './app.ts';
import { emitLog } from './core-module.ts';

/** Runs one invocation through the library's own programming model, which owns all conversions. Never rejects. */
export async function invoke(app: App, invocation: Invocation): Promise<InvocationResult> {
  const { invocationId } = invocation;
  try {
    return { ...(await run(app, invocation)), invocationId, status: 'success' };
  } catch (error) {
    return { invocationId, status: 'failure', exception: exceptionOf(error) };
  }
}

async function run(app: App, invocation: Invocation): Promise<object> {
  const { functionId } = invocation;
  const registered = app.functions.get(functionId);
  if (!registered || !app.model)
    throw systemError(new Error(`Function code for '${functionId}' is not loaded and cannot be invoked.`));
  const { metadata, handler } = registered;

  const hookData = {};
  const core = coreContext(app, invocation, metadata, hookData);
  const model = await app.model.getInvocationModel(core);
  const args = await model.getArguments();
  if (app.hooks.log.length > 0) core.running.context = args.context;
  const result =
    app.hooks.preInvocation.length + app.hooks.postInvocation.length === 0
      ? await inState(core, 'invocation', () => model.invokeFunction(args.context, args.inputs, handler))
      : await runWithHooks(app, core, model, { ...args, handler, hookData });
  const response = await model.getResponse(args.context, result);
  return result === undefined || result === null ? { ...response, empty: true } : response;
}

/**
 * What the library asks for of an invocation. It keeps this in a `WeakMap`, whose values outlive short collections: so it must lead
 * to nothing but itself, else each request lives until the next long one.
 */
function coreContext(app: App, request: Invocation, metadata: FunctionMetadata, hookData: object) {
  const { invocationId } = request;
  const running: { context?: object } = {};
  return {
    invocationId,
    request,
    metadata,
    state: undefined as string | undefined,
    /** Log hooks ask for it. */
    running,
    log: (level: LogLevel, category: WorkerLog['category'], message: string) =>
      emitLog(app, { level, category, message, invocationId, functionName: metadata.name }, running.context, hookData),
  };
}

interface HookedCall {
  context: object;
  inputs: unknown[];
  handler: Handler;
  hookData: object;
}

/** Pre hooks may change inputs and handler; post hooks may replace the result and clear the error. */
async function runWithHooks(app: App, core: { state: string | undefined }, model: InvocationModel, call: HookedCall) {
  const { context, hookData } = call;
  const fixed = { invocationContext: () => context };
  const pre = hookContext(app, hookData, fixed, { inputs: call.inputs, functionCallback: call.handler }) as {
    inputs: unknown[];
    functionCallback: Handler;
  };
  await inState(core, 'preInvocationHooks', () => runHooks(app, 'preInvocation', pre));

  const outcome: { inputs: unknown[]; result: unknown; error: unknown } = {
    inputs: pre.inputs,
    result: null,
    error: null,
  };
  try {
    outcome.result = await inState(core, 'invocation', () =>
      model.invokeFunction(context, pre.inputs, pre.functionCallback),
    );
  } catch (error) {
    outcome.error = error;
  }
  const post = hookContext(app, hookData, fixed, outcome) as typeof outcome;
  await inState(core, 'postInvocationHooks', () => runHooks(app, 'postInvocation', post));
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- what the app threw is thrown on, whatever it is
  if (post.error !== null && post.error !== undefined) throw post.error;
  return post.result;
}

/** The library asks for the state when the app logs after the end. */
async function inState<T>(core: { state: string | undefined }, state: string, work: () => Promise<T>): Promise<T> {
  core.state = state;
  try {
    return await work();
  } finally {
    core.state = undefined;
  }
}

function exceptionOf(error: unknown): InvocationException {
  if (error instanceof Error)
    return { message: error.message, ...(error.stack !== undefined && { stackTrace: error.stack }) };
  return { message: textOf(error) };
}

function textOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return String(thrown);
  try {
    return JSON.stringify(thrown);
  } catch {
    return 'An object that cannot be written as JSON was thrown';
  }
}
