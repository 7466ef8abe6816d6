import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type { Correction } from '../../../domain/correction.ts';
import { CorrectionRequest, type CorrectionView } from '../../../domain/correction-view.ts';
import { AppError } from '../../../domain/errors.ts';
import { correct } from '../../../jobs/correct.ts';
import type { Services } from '../../../ports.ts';
import { corrigible } from '../../feedback/corrigible.ts';
import { tryExport } from '../../feedback/export-label.ts';
import { requireLabel } from '../../feedback/require-label.ts';
import { logOf } from '../../log.ts';
import { untilCommitted } from '../../until-committed.ts';
import { callerOf } from '../auth/caller.ts';
import { idOf } from '../document-id.ts';
import { jsonOf } from '../json-of.ts';
import { failure, onRequest } from '../on-request.ts';
import { isExpected, viewOf } from './correction-etag.ts';

/**
 * `PUT /api/documents/{id}/corrections/{model}`: the right label of the current version. `If-Match` names the correction that
 * this one replaces; without it there must be none. 412 with the present one for who was slower; what was said before is kept.
 */
export const putCorrection = (services: Services) =>
  onRequest(services, async (request, context) => {
    const { label, note } = await jsonOf(request, CorrectionRequest);
    const documentId = idOf(request);
    const saying = { label, note, by: callerOf(context).name };
    const { present, writes } = await untilCommitted(services, documentId, async () => {
      const found = await corrigible(services, documentId, request.params['model'] ?? '');
      await requireLabel(services, found.prediction, label);
      const { item, etag } = found.present ?? {};
      if (!isExpected(request, item)) return { present: item, writes: [] };
      const when = { now: services.now(), sweepSeconds: services.limits.sweepGraceSeconds };
      const next = correct(found.prediction, item, saying, when);
      return { present: item, writes: [etag === undefined ? { create: next } : { replace: next, etag }] };
    });
    const [written] = writes;
    if (!written) return lost(services, request, context, present);
    const correction = 'create' in written ? written.create : written.replace;
    await tryExport(services, correction, logOf(context));
    const view: CorrectionView = viewOf(correction);
    return { status: present ? 200 : 201, headers: { etag: view.etag }, jsonBody: view };
  });

/** Somebody else has corrected it meanwhile: his correction stands, and the caller sees it. */
function lost(
  services: Services,
  request: HttpRequest,
  context: InvocationContext,
  present: Correction | undefined,
): HttpResponseInit {
  const error = present
    ? new AppError('changed', `Somebody has corrected this: ${present.label}`, {
        next: 'Look at it, then send If-Match with its ETag, or *',
      })
    : new AppError('changed', 'Nobody has corrected this yet', { next: 'Send If-None-Match: *' });
  const { headers, body, ...answer } = failure(services, request, context, error);
  const shown = present && viewOf(present);
  return {
    ...answer,
    headers: { ...(headers as Record<string, string>), ...(shown && { etag: shown.etag }) },
    body: JSON.stringify({ ...(JSON.parse(typeof body === 'string' ? body : '{}') as object), present: shown }),
  };
}
