import type { HostedFunction } from '../functions.ts';
import { messageOf } from '../host-log.ts';
import type { OpenSource, Source, SourceContext } from './source.ts';

/** Loads what an app needs and nothing else: the SDKs are heavy. */
const openers: Record<string, () => Promise<OpenSource>> = {
  queueTrigger: async () => (await import('./queue.ts')).openQueueSource,
  cosmosDBTrigger: async () => (await import('./cosmos.ts')).openCosmosSource,
  eventHubTrigger: async () => (await import('./event-hub.ts')).openEventHubSource,
  timerTrigger: async () => (await import('./timer.ts')).openTimerSource,
};

export interface RunningSources {
  functions: HostedFunction[];
  /** Ends the sources; resolves when their last call has ended. */
  stop(): Promise<void>;
}

/** Starts what calls the functions. A function that cannot be listened for gets its error; the rest runs. */
export async function startSources(
  functions: HostedFunction[],
  context: SourceContext,
  options: { timers: boolean },
): Promise<RunningSources> {
  const opened = await Promise.all(functions.map((one) => open(one, context, options)));
  const stopping = new AbortController();
  const runs = opened.map(async ({ one, source }) => {
    try {
      await source?.run(stopping.signal);
    } catch (error) {
      context.say('critical', `${one.name} is not listened for any more: ${messageOf(error)}`);
    }
  });
  return {
    functions: opened.map(({ one }) => one),
    async stop() {
      stopping.abort();
      await Promise.all(runs);
    },
  };
}

async function open(
  one: HostedFunction,
  context: SourceContext,
  { timers }: { timers: boolean },
): Promise<{ one: HostedFunction; source?: Source }> {
  const opener = openers[one.trigger.type];
  if (!opener || one.error !== undefined || one.disabled) return { one };
  if (one.trigger.type === 'timerTrigger' && !timers) return { one };
  try {
    return { one, source: await (await opener())(one, context) };
  } catch (error) {
    return { one: { ...one, error: messageOf(error) } };
  }
}
