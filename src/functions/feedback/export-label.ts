import { features } from '../../domain/artifact.ts';
import type { Correction } from '../../domain/correction.ts';
import type { Feedback } from '../../domain/feedback.ts';
import type { LabelledRow } from '../../domain/labelled-row.ts';
import { labelledDocument, labelledRequest } from '../../jobs/correct.ts';
import type { Logger, Services } from '../../ports.ts';

/**
 * Makes training data of what a person said. It is committed already, so a failure is no failure of the request: the sweep
 * does it again.
 */
export async function tryExport(services: Services, said: Correction | Feedback, log: Logger): Promise<void> {
  await exportLabel(services, said).catch((error: unknown) => {
    log.warn({ event: 'label.not-exported', model: said.model, error: String(error) });
  });
}

/** Safe to repeat: an earlier revision never replaces a later one. */
export async function exportLabel(services: Services, said: Correction | Feedback): Promise<void> {
  const row = said.type === 'correction' ? await documentRow(services, said) : await requestRow(services, said);
  if (row) await services.labels.put(row);
}

async function documentRow({ artifacts }: Services, correction: Correction): Promise<LabelledRow> {
  const { text } = await artifacts.read(features, correction);
  return labelledDocument(correction, text);
}

/** @returns `undefined` when the request has expired: nobody knows any more what was asked. */
async function requestRow({ requests }: Services, feedback: Feedback): Promise<LabelledRow | undefined> {
  const instance = (await requests.readRecorded(feedback.requestId))?.instances?.[feedback.index];
  return instance === undefined ? undefined : labelledRequest(feedback, instance as Record<string, unknown>);
}
