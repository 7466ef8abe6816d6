import {
  CorrectionList,
  CorrectionView,
  FeedbackReceipt,
  LabelledRows,
  type FeedbackRequest,
} from '../../domain/correction-view.ts';
import { CliError } from '../exit.ts';
import { ask, queryOf } from './ask.ts';
import type { System } from './find-system.ts';

/** What people say of predictions, over HTTP. All throw CliError: 1 when refused, 3 when nobody is there. */
export interface FeedbackClient {
  /** The correction of this version and model, if somebody gave one. */
  correctionOf(document: { documentId: string; version: string }, model: string): Promise<CorrectionView | undefined>;
  /** @param present What is there now, as the caller has seen it; refused when somebody has changed it meanwhile. */
  correct(
    documentId: string,
    correction: { model: string; label: string; note?: string | undefined },
    present: CorrectionView | undefined,
  ): Promise<CorrectionView>;
  feedback(feedback: FeedbackRequest): Promise<FeedbackReceipt>;
  /** A page of a model's rows with their right labels. */
  corrections(model: string, next: string | undefined): Promise<LabelledRows>;
}

export function feedbackClient(system: System): FeedbackClient {
  return {
    async correctionOf({ documentId, version }, model) {
      const path = `/api/documents/${documentId}/corrections`;
      const found = await ask(system, { path, schema: CorrectionList });
      return found?.corrections.find((one) => one.model === model && one.version === version);
    },
    async correct(documentId, { model, label, note }, present) {
      const path = `/api/documents/${documentId}/corrections/${encodeURIComponent(model)}`;
      const headers: Record<string, string> = present ? { 'if-match': present.etag } : { 'if-none-match': '*' };
      const how = { method: 'PUT', role: 'operator', headers } as const;
      const question = { ...how, path, schema: CorrectionView, body: { label, note } };
      return (await ask(system, question)) ?? missing(`a prediction of model ${model} for this document`);
    },
    async feedback(body) {
      const question = { method: 'POST', path: '/api/feedback', schema: FeedbackReceipt, body } as const;
      return (await ask(system, question)) ?? missing(`a prediction ${body.predictionId}`);
    },
    async corrections(model, next) {
      const path = `/api/models/${encodeURIComponent(model)}/corrections${queryOf({ limit: 500, next })}`;
      return (await ask(system, { path, schema: LabelledRows, role: 'reader' })) ?? { corrections: [] };
    },
  };
}

function missing(what: string): never {
  throw new CliError(1, `There is not ${what}`, { next: 'See what is there with `docscore show <document>`.' });
}
