import type { Clock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import type { Signals } from '../service.ts';
import type { JwtCheck } from './cbs.ts';
import { pathOf } from './entity-path.ts';
import { entityNotFound, outOfRange, unsupported } from './refusal.ts';
import type { Hub, Partition } from './hub.ts';

/** What every connection serves. */
export interface Namespace {
  readonly hubs: readonly Hub[];
  readonly faults: Faults | undefined;
  readonly signals: Signals | undefined;
  readonly clock: Clock;
  readonly checkJwt: JwtCheck | undefined;
}

/** Largest message and batch in bytes (standard tier). Source: learn.microsoft.com/azure/event-hubs/event-hubs-quotas */
export const MAX_MESSAGE_SIZE = 1024 * 1024;

/** What the address of a link names. */
export interface Entity {
  readonly hub: Hub;
  readonly partition: Partition | undefined;
  readonly consumerGroup: string | undefined;
}

/**
 * @param address `<hub>`, `<hub>/Partitions/<id>` or `<hub>/ConsumerGroups/<group>/Partitions/<id>`; words in any case.
 * @throws Refusal
 */
export function resolve(hubs: readonly Hub[], address: string): Entity {
  const [name = '', ...rest] = pathOf(address).split('/');
  const hub = hubNamed(hubs, name);
  const word = rest[0]?.toLowerCase();
  if (word === undefined) return { hub, partition: undefined, consumerGroup: undefined };
  if (word === 'partitions' && rest.length === 2)
    return { hub, partition: partitionNamed(hub, rest[1]), consumerGroup: undefined };
  if (word === 'consumergroups' && rest[2]?.toLowerCase() === 'partitions' && rest.length === 4) {
    const consumerGroup = rest[1] ?? '';
    if (!hub.hasConsumerGroup(consumerGroup)) throw entityNotFound(`${hub.name}~${consumerGroup}`);
    return { hub, partition: partitionNamed(hub, rest[3]), consumerGroup };
  }
  if (word === 'publishers') throw unsupported('A publisher address');
  throw entityNotFound(address);
}

/** @throws Refusal */
export function hubNamed(hubs: readonly Hub[], name: string): Hub {
  const hub = hubs.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (!hub) throw entityNotFound(name);
  return hub;
}

/** @throws Refusal */
export function partitionNamed(hub: Hub, id: string | undefined): Partition {
  const partition = hub.partition(id ?? '');
  if (!partition) throw outOfRange();
  return partition;
}
