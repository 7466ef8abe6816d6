/** An expression of an ARM template, without its brackets: `format('{0}/x', parameters('name'))`. */
export type ArmExpression =
  | { readonly kind: 'literal'; readonly value: string | number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly ArmExpression[] }
  | { readonly kind: 'member'; readonly base: ArmExpression; readonly name: ArmExpression };

/** Whether a string of a template is an expression; `[[` begins plain text. */
export function isExpression(text: string): boolean {
  return text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[');
}

const token = /\s*(?:('(?:[^']|'')*')|(-?\d+)|([A-Za-z_][\w.]*?(?=\s*\()|[A-Za-z_]\w*)|([()[\].,]))/y;

/**
 * Reads an expression. Source: learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions.
 *
 * @param text with the brackets around it.
 * @throws SyntaxError when it cannot be read.
 */
export function parseArmExpression(text: string): ArmExpression {
  let at = 1;
  let next = read();
  const result = expression();
  if (next !== undefined) throw new SyntaxError(`'${next}' cannot be read in ${text}`);
  return result;

  function read(): string | undefined {
    if (text.slice(at).trim() === ']') return undefined;
    token.lastIndex = at;
    const found = token.exec(text);
    if (found === null) throw new SyntaxError(`${text} cannot be read at ${at}`);
    at = token.lastIndex;
    return found[0].trim();
  }

  function take(): string {
    const taken = next;
    if (taken === undefined) throw new SyntaxError(`${text} ends too early`);
    next = read();
    return taken;
  }

  function expect(symbol: string): void {
    const taken = take();
    if (taken !== symbol) throw new SyntaxError(`'${symbol}' is missing before '${taken}' in ${text}`);
  }

  function expression(): ArmExpression {
    let base = primary();
    for (;;) {
      if (next === '.') {
        take();
        base = { kind: 'member', base, name: { kind: 'literal', value: take() } };
      } else if (next === '[') {
        take();
        base = { kind: 'member', base, name: expression() };
        expect(']');
      } else return base;
    }
  }

  function primary(): ArmExpression {
    const taken = take();
    if (taken.startsWith("'")) return { kind: 'literal', value: taken.slice(1, -1).replaceAll("''", "'") };
    if (/^-?\d/.test(taken)) return { kind: 'literal', value: Number(taken) };
    const args: ArmExpression[] = [];
    expect('(');
    while (next !== ')') {
      args.push(expression());
      if (next !== ')') expect(',');
    }
    expect(')');
    return { kind: 'call', name: taken, args };
  }
}
