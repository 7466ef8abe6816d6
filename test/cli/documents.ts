import type { DocumentDetail, DocumentSummary } from '../../src/domain/document-view.ts';
import { documentId } from '../../src/jobs/identity.ts';
import type { Tracked } from '../../src/cli/follow/tracked.ts';

/** A scored receipt, but for what the test says. */
export function aSummary(changes: Partial<DocumentSummary> = {}): DocumentSummary {
  const { name = 'receipt.jpg', state = 'scored' } = changes;
  const scored = state === 'scored' && {
    pages: 1,
    durationMs: 1234,
    answer: { model: 'document-type', modelVersion: '1.0.0', label: 'receipt', confidence: 0.987 },
  };
  const reasons = { rejected: 'The file is empty', dead: 'Five attempts failed' };
  const reason = (state === 'rejected' || state === 'dead') && {
    reason: { code: state, message: reasons[state], next: 'Send it again' },
    durationMs: 12,
  };
  return {
    documentId: documentId('documents', name),
    version: '0x8DE0000000001',
    run: 1,
    container: 'documents',
    name,
    contentType: 'image/jpeg',
    sizeBytes: 3000,
    state,
    stage: 'score',
    createdAt: '2026-11-21T14:05:00.000Z',
    runCreatedAt: '2026-11-21T14:05:00.000Z',
    updatedAt: '2026-11-21T14:05:01.000Z',
    ...scored,
    ...reason,
    ...changes,
  };
}

export function aDetail(changes: Partial<DocumentDetail> = {}): DocumentDetail {
  const summary = aSummary(changes);
  const predictions: DocumentDetail['predictions'] = summary.answer
    ? [
        {
          model: 'document-type',
          modelVersion: '1.0.0',
          slot: 'green',
          label: 'receipt',
          confidence: 0.987,
          probabilities: { invoice: 0.013, receipt: 0.987 },
          createdAt: summary.updatedAt,
        },
      ]
    : [];
  const { version, run, state, stage, createdAt } = summary;
  const ocr = {
    attempts: 2,
    startedAt: '2026-11-21T14:05:00.100Z',
    endedAt: '2026-11-21T14:05:00.900Z',
    durationMs: 800,
  };
  return {
    ...summary,
    predictions,
    runs: [
      { version, run, state, stage, attempts: 0, stages: { ocr }, traceparent: '00-1-2-01', createdAt, predictions },
    ],
    ...changes,
  };
}

/** A document on the board whose bytes are stored, and of which this much is known. */
export function aTracked(changes: Partial<Tracked> = {}): Tracked {
  const { name = changes.summary?.name ?? 'receipt.jpg' } = changes;
  return {
    documentId: documentId('documents', name),
    name,
    kept: false,
    version: '0x8DE0000000001',
    storedAt: 0,
    ...changes,
  };
}
