import { RolloutChange } from '../../../domain/rollout-view.ts';
import type { Services } from '../../../ports.ts';
import { changeRollout as change } from '../../rollout/change-rollout.ts';
import { logOf } from '../../log.ts';
import { callerOf, requireRole } from '../auth/caller.ts';
import { jsonOf } from '../json-of.ts';
import { onRequest } from '../on-request.ts';
import { bareEtag, viewOf } from './rollout-view.ts';

/** What goes live for everybody takes the role `release`; the way back is every operator's. */
const releases: readonly RolloutChange['action'][] = ['promote', 'redeploy'];

/** `POST /api/models/{model}/rollout`: one step, under `If-Match` where it is given. */
export const changeRollout = (services: Services) =>
  onRequest(services, async (request, context) => {
    const order = await jsonOf(request, RolloutChange);
    if (releases.includes(order.action)) requireRole(context, 'release');
    const model = request.params['model'] ?? '';
    const given = request.headers.get('if-match');
    const ifMatch = given === null || given === '*' ? undefined : bareEtag(given);
    const by = callerOf(context).name;
    const stored = await change(services, { model, change: order, by, ifMatch });
    const { action, why, force } = order;
    const { generation, green, blue } = stored.item;
    logOf(context).info({
      ...{ event: 'rollout.changed', model, action, by, generation, green: green.modelVersion },
      ...{ blue: blue?.modelVersion, share: blue?.share, isForced: force, why },
    });
    return { headers: { etag: stored.etag }, jsonBody: viewOf(stored) };
  });
