import type { DocumentSummary } from '../../domain/document-view.ts';
import type { Client } from '../connect/client.ts';

const pageSize = 100;

/**
 * What changes from here on: every new state, stage, run and version, oldest first. Ends when `wake` resolves false.
 *
 * @throws CliError when the system does not answer.
 */
export async function* changes(client: Client, wake: () => Promise<boolean>): AsyncGenerator<DocumentSummary> {
  const look = async () => (await client.list({ limit: pageSize })).documents;
  const known = new Map((await look()).map((summary) => [summary.documentId, stateOf(summary)]));
  while (await wake()) {
    for (const summary of (await look()).toReversed()) {
      if (known.get(summary.documentId) === stateOf(summary)) continue;
      known.set(summary.documentId, stateOf(summary));
      yield summary;
    }
  }
}

const stateOf = ({ version, run, state, stage }: DocumentSummary) => [version, run, state, stage].join('\n');
