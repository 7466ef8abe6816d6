import type { ChangeFeedPullModelIterator, ItemDefinition } from '@azure/cosmos';
import { optional } from '../bindings/binding.ts';
import type { HostedFunction } from '../functions.ts';
import { type Invoker, pause } from '../invoker.ts';
import { addressParts, connection } from '../settings/connections.ts';
import { openFeed, type Feed } from './cosmos-feed.ts';
import { firstPosition, openIterator, type Position } from './cosmos-position.ts';
import { hostId } from './host-id.ts';
import { createPatience, type Patiently, StoppedError } from './patience.ts';
import type { OpenSource, SourceContext } from './source.ts';
import { createWaker } from './waker.ts';

/** Defaults of the binding, in ms. Source: learn.microsoft.com/azure/azure-functions/functions-bindings-cosmosdb-v2-trigger */
const defaults = { feedPollDelay: 5_000, leaseAcquireInterval: 13_000, leaseRenewInterval: 17_000 };

/** Change feed → function, on one host at a time. The checkpoint moves after a call that succeeded, or whose retries are used up. */
export const openCosmosSource: OpenSource = async (one, context) => {
  const { settings, stateDir } = context;
  const { trigger } = one;
  connection(settings, optional(trigger, 'connection') ?? 'CosmosDB', addressParts.cosmos);
  const start = firstPosition(trigger);
  const feed = await openFeed(trigger, settings, `${hostId(stateDir)}.${one.name}`);
  return { run: (stopping) => listen(one, feed, start, context, stopping) };
};

async function listen(
  one: HostedFunction,
  feed: Feed,
  start: Position,
  { signals, say, invoker }: SourceContext,
  stopping: AbortSignal,
): Promise<void> {
  const interval = (name: keyof typeof defaults) => Number(one.trigger[name] ?? defaults[name]);
  const waker = createWaker(signals, `container:${feed.name}`);
  const patiently = createPatience(`The change feed of ${one.name}`, say, stopping);
  const idle = () => waker.wait(interval('feedPollDelay'), stopping);
  let isLost = false;
  const renewal = setInterval(() => {
    const kept = feed.lease.keep();
    // A service that is away is the other reads' concern.
    kept.then((outcome) => (isLost = outcome === 'lost')).catch(() => undefined);
  }, interval('leaseRenewInterval'));
  try {
    while (!stopping.aborted) {
      const lease = await patiently(() => feed.lease.acquire());
      if (lease === 'taken') await pause(interval('leaseAcquireInterval'), stopping);
      else {
        const position = lease.continuation === '' ? start : { continuation: lease.continuation };
        isLost = false;
        await follow(one, feed, { position, invoker, patiently, stopping, idle, isLost: () => isLost });
      }
    }
  } catch (error) {
    if (!(error instanceof StoppedError)) throw error;
  } finally {
    clearInterval(renewal);
    waker.close();
    await patiently(() => feed.lease.release()).catch(() => undefined);
    feed.close();
  }
}

interface Following {
  position: Position;
  invoker: Invoker;
  patiently: Patiently;
  stopping: AbortSignal;
  /** Waits until there may be something new. */
  idle: () => Promise<unknown>;
  /** Another host has the lease now. */
  isLost: () => boolean;
}

/** Until the host stops or the lease is lost. @throws StoppedError when the host's end interrupts it. */
async function follow(one: HostedFunction, feed: Feed, following: Following): Promise<void> {
  const { invoker, patiently, stopping, idle, isLost } = following;
  const maxItems = Number(one.trigger['maxItemsPerInvocation'] ?? 0);
  let { position } = following;
  let isSaved = typeof position === 'object' && 'continuation' in position;
  let iterator: ChangeFeedPullModelIterator<ItemDefinition> | undefined;
  while (!stopping.aborted && !isLost()) {
    const { result, continuationToken } = await patiently(() => {
      const current = iterator ?? openIterator(feed.container, position, maxItems);
      // After a failure it is opened anew where the last answer ended.
      iterator = undefined;
      return current.readNext().then((page) => {
        iterator = current;
        return page;
      });
    });
    if (isLost()) return;
    if (result.length > 0 && !(await deliver(one, feed, invoker, result, stopping))) return;
    position = { continuation: continuationToken };
    // The first look counts as well: a restart goes on where this one began.
    if (result.length > 0 || !isSaved) {
      if ((await patiently(() => feed.lease.keep(continuationToken))) === 'lost') return;
    }
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
