import { join } from 'node:path';
import { startFunctionsHost, type FunctionsHost } from '../functions-host/functions-host.ts';
import type { AppOptions, ServicesOptions, StartContext } from './options.ts';
import { onFreePorts } from './ports.ts';
import { timed } from './timed.ts';

/** The platform starts a host that gave up again after a pause; so do we. In ms. */
const comeBackAfterMs = 5_000;

/** Where an app runs. */
interface Place {
  /** Of its state folder, which holds its keys. */
  readonly name: string;
  /** Wanted. */
  readonly port: number;
}

/**
 * The Functions host with the app, which gets `settings` as they are. A function in error does not stop the others; see `refuseErrors`.
 *
 * @param place Default: the app that `npm start` has.
 */
export const startApp = (
  options: ServicesOptions & AppOptions,
  context: StartContext,
  settings: Record<string, string>,
  place: Place = { name: 'functions', port: context.wanted.functions },
) =>
  timed(options, place.name, async () => {
    const {
      appDir,
      entry,
      authorisation = true,
      watch = false,
      strict = true,
      stopping,
      keyVault,
      log = () => undefined,
    } = options;
    let stopped = false;
    const comeBack = () => {
      log({ level: 'error', category: 'Host', message: 'The host gave up on its workers; it starts again in 5 s' });
      setTimeout(() => {
        if (!stopped) void host.start().catch(comeBack);
      }, comeBackAfterMs).unref();
    };
    const host = await onFreePorts({ functions: place.port }, ({ functions: port }) =>
      startFunctionsHost({
        appDir,
        ...(entry !== undefined && { entry }),
        port,
        settings,
        stateDir: join(context.dir, place.name),
        authorisation,
        signals: context.signals,
        watch,
        log,
        onFailure: comeBack,
        strict,
        clock: context.clock,
        ...(context.faults && { faults: context.faults }),
        ...(keyVault && { keyVault }),
        ...stopping,
      }),
    );
    context.onStop(() => {
      stopped = true;
      return host.stop();
    });
    return host;
  });

/** The app beside the live one. @param options.settings As they are. @param port That it had before. */
export const startCandidate = (
  options: ServicesOptions & AppOptions & { settings: Record<string, string> },
  context: StartContext,
  port = context.wanted.functions === 0 ? 0 : context.wanted.functions + 1,
) => startApp({ ...options, entry: undefined, watch: false }, context, options.settings, { name: 'candidate', port });

/** @throws Error that names every function in error, for an app that must not run when it is only half there. */
export function refuseErrors(host: FunctionsHost) {
  const broken = host.functions().flatMap(({ name, error }) => (error === undefined ? [] : [`${name}: ${error}`]));
  if (broken.length > 0) throw new Error(`These functions cannot run:\n${broken.join('\n')}`);
}

/** Where Event Grid delivers to a function of this host. */
export const webhookOf =
  ({ port, keys }: FunctionsHost) =>
  (functionName: string) =>
    `http://127.0.0.1:${port}/runtime/webhooks/eventgrid?functionName=${functionName}&code=${encodeURIComponent(keys.systemEventGrid)}`;
