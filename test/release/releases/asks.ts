import { RolloutDetail } from '../../../src/domain/rollout-view.ts';
import { z } from 'zod';
import type { AProd } from './a-prod.ts';

const Version = z.object({ digest: z.string() });

/** What prod serves now: the digest of its package, the versions of incident-outcome in its slots, and the last change of them. */
export async function served(prod: AProd) {
  const { url } = await prod.live();
  const { digest } = Version.parse(await (await fetch(`${url}/api/version`)).json());
  const { green, blue, history } = await rolloutOf(prod);
  const [{ action, by, why = '' } = { action: 'none', by: '' }] = history;
  return { digest, green: green.modelVersion, blue: blue?.modelVersion, last: { action, by, why } };
}

async function rolloutOf(prod: AProd): Promise<RolloutDetail> {
  const { url } = await prod.live();
  const { tokenUrl, scope, clients } = prod.environment.cloud().issuer;
  const issued = await fetch(tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope,
      client_id: 'reader',
      client_secret: clients['reader'] ?? '',
    }),
  });
  const token = z.object({ access_token: z.string() }).parse(await issued.json()).access_token;
  const headers = { authorization: `Bearer ${token}` };
  return RolloutDetail.parse(await (await fetch(`${url}/api/models/incident-outcome/rollout`, { headers })).json());
}
