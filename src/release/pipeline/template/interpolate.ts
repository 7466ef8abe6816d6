import type { Position } from '../expanded.ts';
import { evaluate } from '../expression/evaluate.ts';
import { parseExpression } from '../expression/parse.ts';
import { ExpressionError } from '../expression/syntax.ts';
import { isCollection, isVersion, toText, type Value } from '../expression/value.ts';
import { problemAt } from '../problem-at.ts';
import { originsOf, scalar, type Node, type ScalarNode } from '../source/node.ts';
import { expressionProblem, missingKey, positionIn, type TemplateScope } from './scope.ts';

/** A piece of a text: plain, or what stands in `${{ }}`; `offset` is where its text begins. */
interface Piece {
  readonly kind: 'text' | 'expression';
  readonly text: string;
  readonly offset: number;
}

/**
 * Replaces the `${{ }}` of a text. A text that is one expression and nothing else becomes the expression's value: a list, a map,
 * a number; in all other texts the value is printed.
 */
export function interpolate(node: ScalarNode, scope: TemplateScope): Node {
  if (typeof node.value !== 'string' || !node.value.includes('${{')) return node;
  const text = node.value;
  const at = (offset: number) => positionIn(node, text, offset);
  try {
    const pieces = piecesOf(text);
    const only = pieces.filter(({ kind, text: piece }) => kind === 'expression' || piece.trim() !== '');
    const from: Position[] = [];
    const answer = (piece: Piece) => evaluateAt(piece.text, scope, (offset) => at(piece.offset + offset), from);
    if (only.length === 1 && only[0] !== undefined) return asNode(answer(only[0]), node, from);
    const whole = pieces.map((piece) => (piece.kind === 'text' ? piece.text : printed(answer(piece), piece))).join('');
    return { ...scalar(whole, node.at, from), ...(node.block === true && { block: true }) };
  } catch (error) {
    scope.problems.push(expressionProblem(error, at));
    return scalar('', node.at);
  }
}

/**
 * Answers one expression of a template; what is wrong with it becomes a problem.
 *
 * @param from Gets the places where the values that were read come from.
 */
export function evaluateAt(
  text: string,
  scope: TemplateScope,
  at: (offset: number) => Position,
  from: Position[] = [],
): Value {
  try {
    return evaluate(parseExpression(text), {
      names: scope.names,
      onRead: (read) => from.push(...originsOf(read).filter(({ file }) => file !== '')),
      onMissing: (of, key, offset, known) => {
        const { code, message } = missingKey(of, key, known);
        scope.problems.push(problemAt(at(offset), code, message));
      },
    });
  } catch (error) {
    scope.problems.push(expressionProblem(error, at));
    return null;
  }
}

/** @throws ExpressionError for a `${{` without end. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let offset = 0;
  for (let open = text.indexOf('${{'); open >= 0; open = text.indexOf('${{', offset)) {
    if (open > offset) pieces.push({ kind: 'text', text: text.slice(offset, open), offset });
    const end = endOf(text, open + 3);
    pieces.push({ kind: 'expression', text: text.slice(open + 3, end), offset: open + 3 });
    offset = end + 2;
  }
  if (offset < text.length) pieces.push({ kind: 'text', text: text.slice(offset), offset });
  return pieces;
}

/** `}}` outside of a text in quotes. */
function endOf(text: string, from: number): number {
  let quoted = false;
  for (let index = from; index < text.length; index++) {
    if (text[index] === "'") quoted = !quoted;
    if (!quoted && text.startsWith('}}', index)) return index;
  }
  throw new ExpressionError(from - 3, "'${{' without '}}'");
}

function asNode(value: Value, node: ScalarNode, from: readonly Position[]): Node {
  if (isCollection(value)) return value;
  return scalar(isVersion(value) ? toText(value) : value, node.at, from);
}

function printed(value: Value, { offset }: Piece): string {
  if (isCollection(value)) throw new ExpressionError(offset, 'A list or a map cannot be part of a text', 'type');
  return toText(value);
}
