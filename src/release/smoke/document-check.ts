import { randomUUID } from 'node:crypto';
import { basename, extname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { httpClient } from '../../cli/connect/client.ts';
import { operatorClient } from '../../cli/connect/operator-client.ts';
import { putDocument } from '../../cli/connect/put-document.ts';
import type { Asked, Check } from './check.ts';

const betweenMs = 500;
const ends = ['scored', 'rejected', 'dead', 'superseded', 'cancelled', 'deleted'];

/** A document goes all the way: uploaded, noticed by its event, read, prepared, scored; then it is deleted. */
export const documentCheck: Check = {
  name: 'document',
  ask: async (asked) => {
    const { system, sample } = asked;
    const name = `smoke/${basename(sample, extname(sample))}-${randomUUID()}${extname(sample)}`;
    const { documentId } = await putDocument(system, { name, path: sample }, () => undefined);
    try {
      return await scored(asked, documentId, name);
    } finally {
      await operatorClient(system).order('delete', documentId);
    }
  },
};

async function scored({ system, until }: Asked, documentId: string, name: string): Promise<string> {
  const client = httpClient(system);
  for (;;) {
    const detail = await client.get(documentId);
    if (detail && ends.includes(detail.state)) {
      const { state, reason, predictions, answer } = detail;
      if (state !== 'scored') throw new Error(`${name} is ${state}: ${reason?.message ?? 'no reason is given'}`);
      if (predictions.length === 0) throw new Error(`${name} is scored, but no model said anything`);
      return `${answer?.label ?? 'scored'}, deleted again`;
    }
    if (Date.now() >= until) {
      const where = detail ? `it is at ${detail.stage} (${detail.state})` : 'its event did not arrive';
      throw new Error(`${name} has no result in time: ${where}`);
    }
    await delay(betweenMs);
  }
}
