import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Consumer } from './ownership.ts';
import { PartitionLog } from './log.ts';
import { partitionForKey } from './partition-hash.ts';

export interface HubDescription {
  /** As in Azure: letters, digits, dots, hyphens and underscores. Case does not matter to clients. */
  readonly name: string;
  /** 1–32, as in the service's standard tier. */
  readonly partitions: number;
  /** `$Default` is always there. */
  readonly consumerGroups: readonly string[];
  /** Default: 24, the service's. */
  readonly retentionHours?: number;
}

export interface Partition {
  readonly id: string;
  readonly log: PartitionLog;
  readonly consumers: Set<Consumer>;
}

/** An event hub with its partitions open. */
export class Hub {
  readonly name: string;
  readonly createdOn: Date;
  readonly partitions: readonly Partition[];
  readonly #groups: ReadonlySet<string>;
  #turn = 0;

  private constructor(description: HubDescription, createdOn: Date, partitions: readonly Partition[]) {
    this.name = description.name;
    this.createdOn = createdOn;
    this.partitions = partitions;
    this.#groups = new Set(['$default', ...description.consumerGroups.map((group) => group.toLowerCase())]);
  }

  /** @throws Error for a description that the service would refuse, or that has fewer partitions than the folder holds. */
  static async open(description: HubDescription, dir: string, now: () => number): Promise<Hub> {
    const { name, partitions: count, retentionHours = 24 } = description;
    if (!/^[A-Za-z0-9](?:[\w.-]{0,254}[A-Za-z0-9])?$/.test(name))
      throw new Error(`'${name}' is no name for an event hub`);
    if (!(Number.isInteger(count) && count >= 1 && count <= 32))
      throw new Error(`Event hub ${name}: ${count} partitions; 1 to 32 are allowed`);
    const folder = join(dir, name.toLowerCase());
    await mkdir(folder, { recursive: true });
    const stored = (await readdir(folder)).length;
    if (stored > count)
      throw new Error(`Event hub ${name} has ${stored} partitions in ${folder}, the description has ${count}`);
    const logs = await Promise.all(
      Array.from({ length: count }, (_, i) =>
        PartitionLog.open({ folder: join(folder, String(i)), retentionMs: retentionHours * 3_600_000, now }),
      ),
    );
    const partitions = logs.map((log, i) => ({ id: String(i), log, consumers: new Set<Consumer>() }));
    return new Hub(description, (await stat(folder)).birthtime, partitions);
  }

  hasConsumerGroup = (group: string) => this.#groups.has(group.toLowerCase());

  partition = (id: string): Partition | undefined => this.partitions.find((partition) => partition.id === id);

  /** The partition for events that name none: by key, else in turn. */
  partitionFor(partitionKey: string | undefined): Partition {
    const index = partitionKey === undefined ? this.#turn++ : partitionForKey(partitionKey, this.partitions.length);
    const partition = this.partitions[index % this.partitions.length];
    if (!partition) throw new Error(`Event hub ${this.name} has no partition ${index}`);
    return partition;
  }

  async close(): Promise<void> {
    await Promise.all(this.partitions.map(({ log }) => log.close()));
  }
}
