import type { Problem } from '../problem.ts';
import { Cursor, SyntaxFault } from './cursor.ts';
import { lex } from './lexer.ts';
import { parseStatement } from './parse-statement.ts';
import { sourceOf } from './source.ts';
import type { BicepTree, Statement } from './tree.ts';

/**
 * Reads a .bicep or .bicepparam file (told by its ending).
 *
 * @param file path relative to the repository, as problems show it.
 * @returns the tree of what could be read, and a problem for each declaration that could not.
 */
export function parseBicep(
  text: string,
  file: string,
): { readonly tree: BicepTree; readonly problems: readonly Problem[] } {
  const source = sourceOf(text, file);
  const kind = file.endsWith('.bicepparam') ? 'bicepparam' : 'bicep';
  const { tokens, problems: lexical, silenced } = lex(source);
  const cursor = new Cursor(source, tokens);
  const statements: Statement[] = [];
  const problems = [...lexical];
  cursor.skipNewlines();
  while (cursor.token.kind !== 'end') {
    try {
      statements.push(parseStatement(cursor, kind));
      if (!cursor.atLineEnd) cursor.fail('A declaration ends with its line');
    } catch (error) {
      if (!(error instanceof SyntaxFault)) throw error;
      // One fault a line: what the lexer found first is the cause.
      if (!problems.some(({ line }) => line === error.problem.line)) problems.push(error.problem);
      skipToDeclaration(cursor);
    }
    cursor.skipNewlines();
  }
  problems.sort((a, b) => a.line - b.line || a.column - b.column);
  return { tree: { kind, source, statements, silenced }, problems };
}

/** To the next line that begins, unindented, with a word or a decorator. */
function skipToDeclaration(cursor: Cursor): void {
  while (cursor.token.kind !== 'end') {
    const { kind } = cursor.advance();
    const { token } = cursor;
    const first = kind === 'newline' && cursor.source.position(token.start).column === 1;
    if (first && (token.kind === 'name' || cursor.isSymbol('@'))) return;
  }
}
