import ts from 'typescript';
import type { Used } from './code-facts.ts';

/** One file of the code, as its syntax. */
export interface CodeFile {
  readonly path: string;
  readonly syntax: ts.SourceFile;
}

export function parseCode(path: string, text: string): CodeFile {
  return { path, syntax: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
}

/** Every node, outer before inner. */
export function nodesOf(node: ts.Node, into: ts.Node[] = []): ts.Node[] {
  into.push(node);
  ts.forEachChild(node, (child) => void nodesOf(child, into));
  return into;
}

/** Calls of a function or method by its last name: `container` finds `database.container('documents')`. */
export function callsOf({ syntax }: CodeFile, name: string): ts.CallExpression[] {
  return nodesOf(syntax).filter(
    (node): node is ts.CallExpression => ts.isCallExpression(node) && calledName(node) === name,
  );
}

/** `c` of `a.b.c(…)`. */
export function calledName({ expression }: ts.CallExpression): string | undefined {
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  return ts.isIdentifier(expression) ? expression.text : undefined;
}

/** A string that is written out. */
export function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

/** The strings that are written out in an object, by property. */
export function textsOf(node: ts.Node | undefined): Partial<Record<string, string>> {
  if (node === undefined || !ts.isObjectLiteralExpression(node)) return {};
  return Object.fromEntries(
    node.properties.flatMap((property) => {
      const value = ts.isPropertyAssignment(property) ? textOf(property.initializer) : undefined;
      return value === undefined ? [] : [[property.name?.getText() ?? '', value]];
    }),
  );
}

export function used(file: CodeFile, name: string, node: ts.Node): Used {
  const { line } = file.syntax.getLineAndCharacterOfPosition(node.getStart());
  return { name, file: file.path, line: line + 1 };
}

/** The first argument of each of these calls that is written out. */
export function firstTexts(file: CodeFile, name: string, at = 0): Used[] {
  return callsOf(file, name).flatMap((call) => {
    const text = textOf(call.arguments[at]);
    return text === undefined ? [] : [used(file, text, call)];
  });
}
