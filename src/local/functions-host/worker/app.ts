import type { FunctionMetadata, ToHost } from '../protocol.ts';

export type Hook = (context: object) => unknown;
export const hookNames = ['preInvocation', 'postInvocation', 'appStart', 'appTerminate', 'log'] as const;
export type HookName = (typeof hookNames)[number];
export type Handler = (...args: unknown[]) => unknown;

/** What `@azure/functions` gives the worker with `setProgrammingModel`. */
export interface ProgrammingModel {
  name: string;
  version: string;
  getCapabilities?(capabilities: Record<string, string>): Promise<Record<string, string>>;
  getInvocationModel(context: object): InvocationModel | Promise<InvocationModel>;
}

export interface InvocationModel {
  getArguments(): Promise<{ context: object; inputs: unknown[] }>;
  invokeFunction(context: object, inputs: unknown[], handler: Handler): Promise<unknown>;
  getResponse(context: object, result: unknown): Promise<object>;
}

/** The one app of this process, filled while its entry files load. */
export interface App {
  functions: Map<string, { metadata: FunctionMetadata; handler: Handler }>;
  hooks: Record<HookName, Hook[]>;
  model: ProgrammingModel | undefined;
  /** The file that is loading now. */
  entry: string | undefined;
  /** Nothing can be registered any more. */
  locked: boolean;
  appHookData: object;
  send: (message: ToHost) => void;
}

export function newApp(send: App['send']): App {
  return {
    functions: new Map(),
    hooks: { preInvocation: [], postInvocation: [], appStart: [], appTerminate: [], log: [] },
    model: undefined,
    entry: undefined,
    locked: false,
    appHookData: {},
    send,
  };
}

/** An error of the system, not of the app: the library asks for this mark. */
export function systemError<T extends Error>(error: T): T {
  return Object.assign(error, { isAzureFunctionsSystemError: true });
}

/** A hook's context: `properties` can be read but not assigned, as with the real worker. */
export function hookContext(app: App, hookData: object, properties: Record<string, () => unknown>, rest: object = {}) {
  const context = { ...rest };
  for (const [name, get] of Object.entries({
    hookData: () => hookData,
    appHookData: () => app.appHookData,
    ...properties,
  }))
    Object.defineProperty(context, name, {
      enumerable: true,
      get,
      set() {
        throw systemError(new TypeError(`Cannot assign to read only property '${name}'`));
      },
    });
  return context;
}

export async function runHooks(app: App, name: HookName, context: object): Promise<void> {
  for (const hook of app.hooks[name]) await hook(context);
}
