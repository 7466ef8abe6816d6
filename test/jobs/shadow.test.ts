import { expect, it } from 'vitest';
import { memoryDocuments } from '../../src/adapters/memory-documents.ts';
import type { ModelAnswer } from '../../src/domain/prediction.ts';
import { shadowWrites } from '../../src/jobs/shadow.ts';
import { aJob, noon } from '../fixtures/builders.ts';

const said: ModelAnswer = {
  ...{ model: 'review', modelVersion: '2.0.0', slot: 'blue', label: 'yes', confidence: 0.9 },
  probabilities: { yes: 0.9, no: 0.1 },
};

it('a shadow is stored only if its run is still as it was read: what is erased does not come back', async () => {
  const documents = memoryDocuments();
  const job = aJob({ state: 'scored', stage: 'score' });
  await documents.commit(job.documentId, [{ create: job }]);
  const read = await documents.readJob(job);
  if (!read) throw new Error('The job is not there');

  await documents.commit(job.documentId, [{ erase: read.item, etag: read.etag }]);

  expect(await documents.commit(job.documentId, shadowWrites(read, said, noon))).toBe('conflict');
  expect(documents.everything()).toEqual([]);
});
