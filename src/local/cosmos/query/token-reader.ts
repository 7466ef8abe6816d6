import { type CosmosError, syntaxError } from '../errors.ts';
import { type Token, tokens } from './lexer.ts';

/** Walks the tokens of one query; `take…` moves on only if the token fits. */
export type TokenReader = ReturnType<typeof readTokens>;

export function readTokens(sql: string) {
  const list = tokens(sql);
  let position = 0;
  const at = (offset: number): Token => list[position + offset] ?? (list.at(-1) as Token);
  const is = (text: string, offset = 0) => {
    const token = at(offset);
    return (token.type === 'keyword' || token.type === 'operator') && token.text === text;
  };
  const take = (text: string) => {
    if (!is(text)) return false;
    position++;
    return true;
  };
  const failure = (): CosmosError =>
    syntaxError(`Syntax error, incorrect syntax near '${at(0).raw || at(0).text}'.`, at(0).start);
  const next = (): Token => {
    const token = at(0);
    position++;
    return token;
  };
  return {
    is,
    take,
    next,
    failure,
    peek: () => at(0),
    need(text: string) {
      if (!take(text)) throw failure();
    },
    /** A name that may not be a keyword: an alias, an input. */
    identifier(): string {
      if (at(0).type !== 'name') throw failure();
      return next().text;
    },
    /** A property name: keywords are fine. */
    propertyName(): string {
      if (at(0).type !== 'name' && at(0).type !== 'keyword') throw failure();
      return next().raw;
    },
    /** `item, item, …` */
    list<T>(item: () => T): T[] {
      const items = [item()];
      while (take(',')) items.push(item());
      return items;
    },
  };
}
