import type { HttpResponseInit } from '@azure/functions';
import type { Job } from '../../domain/job.ts';
import type { RunReceipt } from '../../domain/operator-view.ts';

/** 202 for a run that an operator changed: what it is now, and where to look at it. */
export function runReceipt({ documentId, version, run, name, state }: Job): HttpResponseInit {
  const receipt: RunReceipt = { documentId, version, run, name, state };
  return { status: 202, headers: { location: `/api/documents/${documentId}` }, jsonBody: receipt };
}
