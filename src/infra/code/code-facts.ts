/** A name in the code, and where it stands. */
export interface Used {
  readonly name: string;
  /** Relative to the repository. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** A function that something else than HTTP starts, with what its trigger names. */
export interface TriggeredFunction extends Used {
  readonly trigger: 'eventGrid' | 'storageQueue' | 'cosmosDB' | 'eventHub' | 'timer';
  /** Name of the app setting, or of the prefix of several. */
  readonly connection?: string;
  readonly queue?: string;
  readonly database?: string;
  readonly container?: string;
  readonly leases?: string;
  readonly hub?: string;
  readonly consumerGroup?: string;
  /** Settings in `%…%`. */
  readonly settings: readonly string[];
}

/** The property by which items of a container are read. */
export interface PartitionKey extends Used {
  readonly container: string;
}

/** What the code of the app needs of its deployment, read from its source. */
export interface CodeFacts {
  readonly settings: readonly Used[];
  readonly functions: readonly TriggeredFunction[];
  readonly blobContainers: readonly Used[];
  readonly queues: readonly Used[];
  readonly databases: readonly Used[];
  readonly cosmosContainers: readonly Used[];
  /** Hubs to which the app sends. */
  readonly sendingHubs: readonly Used[];
  readonly partitionKeys: readonly PartitionKey[];
  /** What the code does with items, in words of Cosmos DB's data actions: `items/create`, `executeQuery`. */
  readonly itemActions: readonly Used[];
  /** What the host does with items for triggers. */
  readonly triggerItemActions: readonly Used[];
  /** Outputs of `main.bicep` that steps of the release read. */
  readonly outputs: readonly Used[];
  /** Types of blob events that it understands. */
  readonly blobEvents: readonly Used[];
  /** `event` of the lines that it logs. */
  readonly logEvents: readonly Used[];
  /** Those of them that are errors. */
  readonly errorEvents: readonly Used[];
}

/** `src/app.ts:41`. */
export const placeOf = ({ file, line }: Used): string => `${file}:${line}`;
