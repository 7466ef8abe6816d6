import { join } from 'node:path';
import { startFunctionsHost, type FunctionsHost } from '../functions-host/functions-host.ts';
import type { LocalCloudOptions, StartContext } from './options.ts';
import { onFreePorts } from './ports.ts';
import { timed } from './timed.ts';

/** Ctrl-C ends all in 3 s: a call that takes longer is cut off, and its message comes again at the next start. */
const stopping = { drainMs: 1_200, terminateMs: 700 };

/** The platform starts a host that gave up again after a pause; so do we. In ms. */
const comeBackAfterMs = 5_000;

/**
 * The Functions host with the app, which gets `settings` as they are.
 * @throws Error that names every function in error: an app that is only half there is not started.
 */
export const startApp = (options: LocalCloudOptions, context: StartContext, settings: Record<string, string>) =>
  timed(options, 'functions', async () => {
    const { appDir, entry, authorisation = true, watch = false, log = () => undefined } = options;
    let stopped = false;
    const comeBack = () => {
      log({ level: 'error', category: 'Host', message: 'The host gave up on its workers; it starts again in 5 s' });
      setTimeout(() => {
        if (!stopped) void host.start().catch(comeBack);
      }, comeBackAfterMs).unref();
    };
    const host = await onFreePorts({ functions: context.wanted.functions }, ({ functions: port }) =>
      startFunctionsHost({
        appDir,
        ...(entry !== undefined && { entry }),
        port,
        settings,
        stateDir: join(context.dir, 'functions'),
        authorisation,
        signals: context.signals,
        watch,
        log,
        onFailure: comeBack,
        ...stopping,
      }),
    );
    context.onStop(() => {
      stopped = true;
      return host.stop();
    });
    refuseErrors(host);
    return host;
  });

function refuseErrors(host: FunctionsHost) {
  const broken = host.functions().flatMap(({ name, error }) => (error === undefined ? [] : [`${name}: ${error}`]));
  if (broken.length > 0) throw new Error(`These functions cannot run:\n${broken.join('\n')}`);
}
