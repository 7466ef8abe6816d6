import { z } from 'zod';
import type { AProd } from './a-prod.ts';

const Answer = z.object({ predictions: z.array(z.object({ id: z.string() })) });
const kinds = ['billing', 'outage', 'noise', 'damage', 'delivery', 'access'];
const regions = ['north', 'south', 'east', 'west', 'central'];

/** Asks prod `count` times, recorded, and says of each answer that it was right. */
export async function labelled(prod: AProd, count: number): Promise<void> {
  const { url, keys } = await prod.live();
  const headers = { 'content-type': 'application/json', 'x-functions-key': keys.default };
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  for (let index = 0; index < count; index++) {
    const instance = {
      region: regions[index % regions.length],
      kind: kinds[index % kinds.length],
      month: 1 + (index % 12),
    };
    const { predictions } = Answer.parse(await post('/api/models/incident-outcome/predict?record=true', { instance }));
    await post('/api/feedback', { predictionId: predictions[0]?.id, correct: true });
  }
}
