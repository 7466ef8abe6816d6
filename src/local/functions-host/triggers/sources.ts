import type { HostedFunction } from '../functions.ts';
import { messageOf } from '../host-log.ts';
import { handedOver } from './patience.ts';
import type { OpenSource, Source, SourceContext } from './source.ts';

/** Loads what an app needs and nothing else: the SDKs are heavy. */
const openers: Record<string, () => Promise<OpenSource>> = {
  queueTrigger: async () => (await import('./queue.ts')).openQueueSource,
  cosmosDBTrigger: async () => (await import('./cosmos.ts')).openCosmosSource,
  eventHubTrigger: async () => (await import('./event-hub.ts')).openEventHubSource,
  timerTrigger: async () => (await import('./timer.ts')).openTimerSource,
};

/** Sources that can work; nobody is called yet. */
export interface OpenedSources {
  /** A function that cannot be listened for has its error. */
  readonly functions: HostedFunction[];
  run(): RunningSources;
}

export interface RunningSources {
  /** Nothing new is taken; resolves when what one host alone may follow (feeds, hubs, schedules) is free for another. Queues are shared anyhow. */
  handOver(): Promise<void>;
  /** Ends the sources; resolves when their last call has ended. */
  stop(): Promise<void>;
}

/** Makes ready what calls the functions. A function that cannot be listened for gets its error; the rest can run. */
export async function openSources(
  functions: HostedFunction[],
  context: SourceContext,
  options: { timers: boolean },
): Promise<OpenedSources> {
  const opened = await Promise.all(functions.map((one) => open(one, context, options)));
  return { functions: opened.map(({ one }) => one), run: () => run(opened, context) };
}

function run(opened: readonly Opened[], context: SourceContext): RunningSources {
  const stopping = new AbortController();
  const runs = opened.map(async ({ one, source }) => {
    try {
      await source?.run(stopping.signal);
    } catch (error) {
      context.say('critical', `${one.name} is not listened for any more: ${messageOf(error)}`);
    }
  });
  const alone = runs.filter((_, index) => opened[index]?.one.trigger.type !== 'queueTrigger');
  const ended = async (these: readonly Promise<void>[], reason?: symbol) => {
    stopping.abort(reason);
    await Promise.all(these);
  };
  return { handOver: () => ended(alone, handedOver), stop: () => ended(runs) };
}

interface Opened {
  readonly one: HostedFunction;
  readonly source?: Source;
}

async function open(one: HostedFunction, context: SourceContext, { timers }: { timers: boolean }): Promise<Opened> {
  const opener = openers[one.trigger.type];
  if (!opener || one.error !== undefined || one.disabled) return { one };
  if (one.trigger.type === 'timerTrigger' && !timers) return { one };
  try {
    return { one, source: await (await opener())(one, context) };
  } catch (error) {
    return { one: { ...one, error: messageOf(error) } };
  }
}
