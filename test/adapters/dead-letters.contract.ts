import { expect, it } from 'vitest';
import type { DeadLetters } from '../../src/ports.ts';

interface Kept {
  readonly letters: DeadLetters;
  /** What Event Grid does. */
  readonly leave: (content: string) => unknown;
  /** What a person finds. */
  readonly kept: () => unknown;
}

/** What every `DeadLetters` promises. */
export function deadLettersContract(make: () => Promise<Kept> | Kept) {
  it('gives the letters that Event Grid left until they are removed, and none of its own', async () => {
    const { letters, leave } = await make();
    await letters.put('ocr', 'ours', 'It makes no sense');
    await leave('[1]');
    await leave('[2]');

    const left = await letters.listUndelivered(10);
    expect(left.map(({ content }) => content).sort()).toEqual(['[1]', '[2]']);
    expect(await letters.listUndelivered(1)).toHaveLength(1);
    await letters.remove(left[0]?.id ?? '');
    await letters.remove(left[0]?.id ?? '');

    expect(await letters.listUndelivered(10)).toEqual(left.slice(1));
  });

  it('keeps the same letter once, with its reason', async () => {
    const { letters, kept } = await make();
    await letters.put('ocr', 'what came', 'It makes no sense');
    await letters.put('ocr', 'what came', 'It makes no sense');

    expect(await kept()).toMatchObject([{ source: 'ocr', content: 'what came', reason: 'It makes no sense' }]);
  });
}
