import { earliestEventPosition, EventHubConsumerClient, type ReceivedEventData } from '@azure/event-hubs';

/** A CloudEvent as it arrived, as far as tests look. */
export interface Arrived {
  readonly specversion: string;
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  readonly time: string;
  readonly traceparent: string;
  readonly data: {
    readonly documentId: string;
    readonly version: string;
    readonly run: number;
    readonly name: string;
    readonly pages?: number;
    readonly reason?: { readonly message: string; readonly next?: string };
    readonly predictions: readonly {
      readonly model: string;
      readonly modelVersion: string;
      readonly slot: string;
      readonly label: string;
    }[];
  };
}

/** Everything on the hub `predictions`, from its beginning. */
export async function listen(connectionString: string) {
  const client = new EventHubConsumerClient('$Default', connectionString, 'predictions');
  const arrived: { event: Arrived; raw: ReceivedEventData }[] = [];
  const waiting = new Set<() => void>();
  const subscription = client.subscribe(
    {
      processEvents: (events) => {
        arrived.push(...events.map((raw) => ({ event: raw.body as Arrived, raw })));
        for (const look of waiting) look();
        return Promise.resolve();
      },
      processError: () => Promise.resolve(),
    },
    { startPosition: earliestEventPosition },
  );
  /** The first `count` events that pass, arrived already or yet to come. */
  const events = (passes: (event: Arrived) => boolean, count = 1) =>
    new Promise<Arrived[]>((found) => {
      const look = () => {
        const passing = arrived.map(({ event }) => event).filter(passes);
        if (passing.length < count) return;
        waiting.delete(look);
        found(passing);
      };
      waiting.add(look);
      look();
    });
  const close = async () => {
    await subscription.close();
    await client.close();
  };
  return await Promise.resolve({ arrived, events, close });
}

export type Hub = Awaited<ReturnType<typeof listen>>;

export const endOf =
  (name: string, type = '') =>
  (event: Arrived) =>
    event.data.name === name && event.type.includes(type);
