import { describe, expect, it } from 'vitest';
import { openMasks } from '../../../src/release/rehearsal/masks.ts';

describe('masks', () => {
  it.each([
    { secrets: ['hunter2'], text: 'it is hunter2, hunter2!', shown: 'it is ***, ***!' },
    { secrets: ['abcd', 'abcdefgh'], text: 'abcdefgh and abcd', shown: '*** and ***' },
    { secrets: ['one line\nother line'], text: 'other line', shown: '***' },
    { secrets: ['one line\r\nother line'], text: 'an other line, one line', shown: 'an ***, ***' },
    { secrets: ['$& .*'], text: 'not a pattern: $& .*', shown: 'not a pattern: ***' },
    { secrets: ['', 'abc'], text: 'abc is too short to hide', shown: 'abc is too short to hide' },
    { secrets: [], text: 'nothing', shown: 'nothing' },
  ])('show "$text" as "$shown"', ({ secrets, text, shown }) => {
    const masks = openMasks();

    for (const secret of secrets) masks.add(secret);

    expect(masks.hide(text)).toBe(shown);
  });
});
