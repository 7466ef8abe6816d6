import type { LoadedSystem } from './three-workers.ts';

const review = 'The pasta was delicious and our waiter could not have been kinder. The best dinner in years.';

/** Uploads a review every so often, until it is told to stop. */
export function uploadNowAndThen({ uploads }: LoadedSystem, everyMs: number) {
  const names: string[] = [];
  const underway: Promise<unknown>[] = [];
  const timer = setInterval(() => {
    const name = `review-${String(names.length)}.txt`;
    names.push(name);
    underway.push(uploads.getBlockBlobClient(name).upload(review, review.length));
  }, everyMs);
  return {
    async stop(): Promise<number> {
      clearInterval(timer);
      await Promise.all(underway);
      return names.length;
    },
  };
}

interface Said {
  readonly documentId: string;
  readonly model: string;
  readonly modelVersion: string;
  readonly slot: string;
}

/** Waits until so many documents are scored. @returns How predictions and events of this model name their slots. */
export async function slotsOfDocuments({ documents }: LoadedSystem, model: string, count: number) {
  const query = async <T>(text: string) => (await documents.items.query<T>(text).fetchAll()).resources;
  const head = "SELECT c.id FROM c WHERE c.type = 'head' AND c.state = 'scored'";
  while ((await query(head)).length < count) await new Promise((resolve) => setTimeout(resolve, 200));
  const predictions = await query<Said>(`SELECT * FROM c WHERE c.type = 'prediction' AND c.model = '${model}'`);
  const events = await query<{ documentId: string; event: { data: { predictions: Omit<Said, 'documentId'>[] } } }>(
    "SELECT c.documentId, c.event FROM c WHERE c.type = 'outbox'",
  );
  const told = new Map(
    events.flatMap(({ documentId, event }) =>
      event.data.predictions
        .filter((one) => one.model === model)
        .map((one) => [documentId, one.slot + one.modelVersion]),
    ),
  );
  const differ = predictions.filter(
    ({ documentId, slot, modelVersion }) => told.get(documentId) !== slot + modelVersion,
  );
  return { predictions, differ: differ.length };
}
