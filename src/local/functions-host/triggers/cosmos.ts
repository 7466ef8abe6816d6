import { ChangeFeedStartFrom, type ChangeFeedPullModelIterator, type ItemDefinition } from '@azure/cosmos';
import type { HostedFunction } from '../functions.ts';
import type { Invoker } from '../invoker.ts';
import { openFeed, type Feed } from './cosmos-feed.ts';
import { createPatience, type Patiently, StoppedError } from './patience.ts';
import type { OpenSource, SourceContext } from './source.ts';
import { createWaker } from './waker.ts';

/** Pause before the next look, in ms, when nothing is new. Source: the binding's `feedPollDelay`. */
const defaultPollMs = 5_000;

/** Change feed → function. The checkpoint moves after a call that succeeded, or whose retries are used up. */
export const openCosmosSource: OpenSource = async (one, context) => {
  const feed = await openFeed(one.trigger, context.settings);
  return { run: (stopping) => listen(one, feed, context, stopping) };
};

async function listen(one: HostedFunction, feed: Feed, context: SourceContext, stopping: AbortSignal): Promise<void> {
  const waker = createWaker(context.signals, `container:${feed.name}`);
  const pollMs = Number(one.trigger['feedPollDelay'] ?? defaultPollMs);
  const patiently = createPatience(`The change feed of ${one.name}`, context.say, stopping);
  try {
    await follow(one, feed, context.invoker, { patiently, stopping, idle: () => waker.wait(pollMs, stopping) });
  } catch (error) {
    if (!(error instanceof StoppedError)) throw error;
  } finally {
    waker.close();
    feed.close();
  }
}

interface Pace {
  patiently: Patiently;
  stopping: AbortSignal;
  /** Waits until there may be something new. */
  idle: () => Promise<unknown>;
}

/** @throws StoppedError when the host's end interrupts it. */
async function follow(
  one: HostedFunction,
  feed: Feed,
  invoker: Invoker,
  { patiently, stopping, idle }: Pace,
): Promise<void> {
  const saved = await patiently(() => feed.readCheckpoint());
  const maxItems = Number(one.trigger['maxItemsPerInvocation'] ?? 0);
  let position: Start = saved ?? (one.trigger['startFromBeginning'] ? 'beginning' : 'now');
  let isSaved = saved !== undefined;
  let iterator: ChangeFeedPullModelIterator<ItemDefinition> | undefined;
  while (!stopping.aborted) {
    const { result, continuationToken } = await patiently(() => {
      const current = iterator ?? openIterator(feed, position, maxItems);
      // After a failure it is opened anew where the last answer ended.
      iterator = undefined;
      return current.readNext().then((page) => {
        iterator = current;
        return page;
      });
    });
    if (result.length > 0 && !(await deliver(one, feed, invoker, result, stopping))) return;
    position = { continuation: continuationToken };
    // The first look counts as well: a restart goes on where this one began.
    if (result.length > 0 || !isSaved) await patiently(() => feed.writeCheckpoint(continuationToken));
    isSaved = true;
    if (result.length === 0) await idle();
  }
}

/** @returns false when the host's end cut the retries short: the batch has to come again. */
async function deliver(one: HostedFunction, feed: Feed, invoker: Invoker, items: unknown[], stopping: AbortSignal) {
  const reason = `New changes on container ${feed.containerName} at ${new Date().toISOString()}`;
  const { status } = await invoker.invokeWithRetry(one, { reason, data: { json: JSON.stringify(items) } }, stopping);
  return status === 'success' || !stopping.aborted;
}

type Start = 'beginning' | 'now' | { continuation: string };

function openIterator(feed: Feed, start: Start, maxItems: number): ChangeFeedPullModelIterator<ItemDefinition> {
  return feed.container.items.getChangeFeedIterator({
    changeFeedStartFrom: startFrom(start),
    ...(maxItems > 0 && { maxItemCount: maxItems }),
  });
}

function startFrom(start: Start): ChangeFeedStartFrom {
  /* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment -- the SDK's own factories */
  if (start === 'beginning') return ChangeFeedStartFrom.Beginning();
  if (start === 'now') return ChangeFeedStartFrom.Now();
  return ChangeFeedStartFrom.Continuation(start.continuation);
  /* eslint-enable @typescript-eslint/no-unsafe-class-instance-assignment */
}
