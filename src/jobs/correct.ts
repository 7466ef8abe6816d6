import type { Correction } from '../domain/correction.ts';
import { AppError } from '../domain/errors.ts';
import type { Feedback } from '../domain/feedback.ts';
import type { LabelledRow } from '../domain/labelled-row.ts';
import type { ModelAnswer } from '../domain/prediction.ts';
import type { RunKey } from '../domain/run-key.ts';
import { documentSubject, requestSubject } from '../domain/subject.ts';
import { after } from './current.ts';
import { correctionId, feedbackId, labelId } from './identity.ts';

/** What a person says is right. */
export interface Saying {
  readonly label: string;
  readonly note?: string | undefined;
  readonly by: string;
}

/** What a model said about a document. */
export type DocumentAnswer = RunKey & Pick<ModelAnswer, 'model' | 'modelVersion' | 'slot' | 'label'>;

interface When {
  readonly now: Date;
  /** When the sweep looks for a labelled row that was not made. */
  readonly sweepSeconds: number;
}

/** How often something is corrected before somebody has to look into it. */
const changesLimit = 100;

/** The right answer about a document; what was said before is kept. @throws AppError `conflict` after 100 changes. */
export function correct(
  { documentId, version, run, ...answer }: DocumentAnswer,
  present: Correction | undefined,
  saying: Saying,
  when: When,
): Correction {
  const { model, modelVersion, slot, label: predicted } = answer;
  const id = correctionId({ version }, model);
  const about = { schema: 1, id, type: 'correction', documentId, version, run } as const;
  return { ...about, model, modelVersion, slot, predicted, ...said(present, saying, when) };
}

/** The right answer to one prediction of a recorded request. @throws AppError `conflict` after 100 changes. */
export function judge(
  { requestId, index, ...answer }: { requestId: string; index: number } & Omit<DocumentAnswer, keyof RunKey>,
  present: Feedback | undefined,
  saying: Saying,
  when: When,
): Feedback {
  const { model, modelVersion, slot, label: predicted } = answer;
  const about = { schema: 1, id: feedbackId(index), type: 'feedback', requestId, index } as const;
  return { ...about, model, modelVersion, slot, predicted, ...said(present, saying, when) };
}

function said(
  present: Correction | Feedback | undefined,
  { label, note, by }: Saying,
  { now, sweepSeconds }: When,
): Pick<Correction, 'label' | 'note' | 'by' | 'at' | 'revision' | 'earlier' | 'dueAt'> {
  const earlier = present
    ? [{ label: present.label, note: present.note, by: present.by, at: present.at }, ...present.earlier]
    : [];
  if (earlier.length > changesLimit)
    throw new AppError('conflict', `This was corrected ${String(changesLimit)} times already`);
  const [at, dueAt] = [now.toISOString(), after(now, sweepSeconds)];
  return { label, note, by, at, revision: earlier.length + 1, earlier, dueAt };
}

/** Training data of a correction. @param text What the model read. */
export function labelledDocument(correction: Correction, text: string): LabelledRow {
  return { ...labelled(correction), id: labelIdOf(correction), subject: documentSubject(correction), row: { text } };
}

/** The same of feedback on a recorded request. @param row The named values that the model read. */
export function labelledRequest(feedback: Feedback, row: Record<string, unknown>): LabelledRow {
  const { requestId, index } = feedback;
  const id = labelId(requestId, String(index));
  return { ...labelled(feedback), id, subject: requestSubject(requestId, index), row };
}

export const labelIdOf = ({ documentId, version, model }: Correction) => labelId(documentId, version, model);

const labelled = ({ model, modelVersion, label, predicted, revision, at }: Correction | Feedback) =>
  ({ schema: 1, model, modelVersion, label, predicted, revision, at }) as const;
