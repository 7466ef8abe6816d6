import { DocumentSummary, RunView, type DocumentDetail } from '../../domain/document-view.ts';
import type { Head } from '../../domain/head.ts';
import type { Job } from '../../domain/job.ts';
import type { Prediction } from '../../domain/prediction.ts';
import { sameRun } from '../../jobs/current.ts';

/** What a list shows of a document. */
export function summarise(head: Head): DocumentSummary {
  const { runCreatedAt, endedAt } = head;
  const durationMs = endedAt === undefined ? undefined : Date.parse(endedAt) - Date.parse(runCreatedAt);
  return DocumentSummary.parse({ ...head, durationMs });
}

/** Everything kept about a document, from its own items. */
export function describe(head: Head, jobs: readonly Job[], predictions: readonly Prediction[]): DocumentDetail {
  const runs = jobs.map((job) =>
    runView(
      job,
      predictions.filter((prediction) => sameRun(prediction, job)),
    ),
  );
  runs.sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.run - a.run);
  const current = runs.find(({ version, run }) => version === head.version && run === head.run);
  return { ...summarise(head), predictions: current?.predictions ?? [], runs };
}

const runView = (job: Job, predictions: readonly Prediction[]): RunView => RunView.parse({ ...job, predictions });
