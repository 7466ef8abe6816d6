import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDecisions, takeDecision } from '../../../src/release/rehearsal/decisions-file.ts';
import { aFolder } from './a-rehearsal.ts';

async function fileWith(text: string): Promise<string> {
  const file = join(await aFolder(), 'decisions.json');
  await writeFile(file, text);
  return file;
}

describe('a file of decisions', () => {
  it('is what people say, in order', async () => {
    const file = await fileWith(
      '[{ "decision": "reject", "by": "bob", "comment": "No" }, { "environment": "e", "decision": "time-out" }]',
    );

    expect(await readDecisions(file)).toEqual([
      { decision: 'reject', by: 'bob', comment: 'No' },
      { environment: 'e', decision: 'time-out', by: 'approver', comment: '' },
    ]);
  });

  it.each([
    ['{', 'decisions.json is not JSON'],
    ['[{ "decision": "maybe" }]', 'decisions.json is not as it must be'],
    ['[{ "decision": "approve", "who": "bob" }]', 'who'],
    ['{ "decision": "approve" }', 'is not as it must be'],
  ])('%s is refused', async (text, words) => {
    await expect(readDecisions(await fileWith(text))).rejects.toThrow(words);
  });

  it('that is not there is named', async () => {
    await expect(readDecisions('/nowhere/decisions.json')).rejects.toThrow('There is no file /nowhere/decisions.json');
  });

  it('gives each decision once, to the first environment that it fits', () => {
    const said = { by: 'bob', comment: '' };
    const decisions = [
      { ...said, environment: 'prod', decision: 'approve' as const },
      { ...said, decision: 'reject' as const },
    ];

    expect(takeDecision(decisions, 'models')?.decision).toBe('reject');
    expect(takeDecision(decisions, 'models')).toBeUndefined();
    expect(takeDecision(decisions, 'prod')?.decision).toBe('approve');
    expect(decisions).toEqual([]);
  });
});
