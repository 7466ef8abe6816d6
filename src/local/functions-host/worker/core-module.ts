import Module from 'node:module';
import path from 'node:path';
import type { Binding, LogLevel, RetryOptions, WorkerLog } from '../protocol.ts';
import {
  type App,
  type Handler,
  type Hook,
  hookContext,
  hookNames,
  type ProgrammingModel,
  systemError,
} from './app.ts';

/**
 * Supplies `@azure/functions-core`, which is not on npm: the worker hands it out where the library requires it. The place of
 * interception is the real worker's, so it works for CommonJS, ES modules and bundles.
 */
export function installCoreModule(app: App): void {
  const core = coreModule(app);
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const load = Module.prototype.require;
  Module.prototype.require = Object.assign(function (this: NodeJS.Module, id: string): unknown {
    return id === '@azure/functions-core' ? core : load.call(this, id);
  }, load);
}

/** What `@azure/functions` 4.16 uses of it. */
function coreModule(app: App) {
  return {
    version: '3.12.0-docscore',
    hostVersion: '4.1045.0-docscore',
    Disposable,
    setProgrammingModel: (model: ProgrammingModel) => void (app.model = model),
    getProgrammingModel: () => app.model,
    log: (level: LogLevel, category: WorkerLog['category'], message: string) =>
      emitLog(app, { level, category, message }),
    registerHook: (name: string, hook: Hook) => registerHook(app, name, hook),
    registerFunction: (metadata: Registration, handler: Handler) => registerFunction(app, metadata, handler),
  };
}

interface Registration {
  name: string;
  functionId?: string;
  bindings: Record<string, Binding>;
  retryOptions?: RetryOptions;
}

/** Names that an object has by itself; the real worker takes them for duplicates. */
const reservedIds = new Set(['__proto__', 'constructor']);

function registerFunction(app: App, registration: Registration, handler: Handler): Disposable {
  if (app.locked) throw systemError(new Error('A function can only be registered during app startup.'));
  const id = registration.functionId ?? registration.name;
  if (app.functions.has(id) || reservedIds.has(id))
    throw systemError(new Error(`A function with id "${id}" has already been registered.`));
  const scriptFile = app.entry ? path.basename(app.entry) : 'unknown';
  app.functions.set(id, { metadata: { ...registration, functionId: id, scriptFile }, handler });
  return new Disposable(() => {
    if (app.locked) throw systemError(new Error('A function can only be disposed during app startup.'));
    app.functions.delete(id);
  });
}

function registerHook(app: App, name: string, hook: Hook): Disposable {
  const known = hookNames.find((candidate) => candidate === name);
  // The library finds out by this error whether the host knows log hooks.
  if (!known) throw systemError(new RangeError(`Unrecognized hook "${name}"`));
  const hooks = app.hooks[known];
  hooks.push(hook);
  return new Disposable(() => {
    const index = hooks.indexOf(hook);
    if (index >= 0) hooks.splice(index, 1);
  });
}

/** Sends a log line to the host; log hooks see it first and may change what the app wrote. */
export function emitLog(app: App, log: WorkerLog, invocationContext?: object, hookData: object = {}): void {
  if (app.hooks.log.length > 0) {
    const context = hookContext(
      app,
      hookData,
      { category: () => log.category, invocationContext: () => invocationContext },
      { level: log.level, message: log.message },
    ) as Pick<WorkerLog, 'level' | 'message'>;
    for (const hook of app.hooks.log) hook(context);
    if (log.category === 'user') log = { ...log, level: context.level, message: context.message };
  }
  app.send({ type: 'log', log });
}

class Disposable {
  #dispose: (() => unknown) | undefined;

  constructor(dispose: () => unknown) {
    this.#dispose = dispose;
  }

  static from(...disposables: { dispose?: () => unknown }[]): Disposable {
    return new Disposable(() => {
      for (const disposable of disposables) disposable.dispose?.();
    });
  }

  dispose(): unknown {
    const dispose = this.#dispose;
    this.#dispose = undefined;
    return dispose?.();
  }
}
