/** The word with two letters changed places, or one doubled where they are equal: `lcoation`. */
export function misspell(word: string): string {
  for (let at = Math.min(1, word.length - 2); at >= 0 && at < word.length - 1; at++) {
    const [one, other] = [word[at], word[at + 1]];
    if (one !== other && /[a-z0-9]/i.test(one ?? '') && /[a-z0-9]/i.test(other ?? ''))
      return `${word.slice(0, at)}${other ?? ''}${one ?? ''}${word.slice(at + 2)}`;
  }
  return `${word}${word.slice(-1) || 'x'}`;
}
