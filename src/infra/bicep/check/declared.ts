import { plainText } from '../body.ts';
import { parseBicep } from '../parse.ts';
import type { BicepTree, Statement } from '../tree.ts';

/** What a check of one file may look at. */
export interface Checked {
  readonly tree: BicepTree;
  /** By name; outputs and metadata have names of their own. */
  readonly declared: ReadonlyMap<string, Statement>;
  /** Another file, seen from this one; undefined when it is not there. */
  readonly beside: (path: string) => BicepTree | undefined;
  readonly exists: (path: string) => boolean;
}

/** Everything that a name in an expression or type can mean. */
export function declarationsOf({ statements }: BicepTree): Map<string, Statement> {
  const declared = new Map<string, Statement>();
  for (const statement of statements)
    for (const { name } of namesOf(statement)) if (!declared.has(name)) declared.set(name, statement);
  return declared;
}

/** The names that a declaration puts into the file's one space of names. */
export function namesOf(
  statement: Statement,
): readonly { readonly name: string; readonly span: { start: number; end: number } }[] {
  switch (statement.kind) {
    case 'param':
    case 'var':
    case 'resource':
    case 'module':
    case 'type':
    case 'func':
      return [statement.name];
    case 'import':
      return statement.all === undefined ? statement.names.map(({ as }) => as) : [statement.all];
    case 'extension': {
      if (statement.as !== undefined) return [statement.as];
      return 'name' in statement.name
        ? [statement.name]
        : [{ name: plainText(statement.name) ?? '', span: statement.name.span }];
    }
    case 'targetScope':
    case 'metadata':
    case 'output':
    case 'using':
    case 'extends':
    case 'assert':
      return [];
  }
}

/** A reader of trees that parses each file once. */
export function treesOf(read: (path: string) => string): (path: string) => BicepTree | undefined {
  const trees = new Map<string, BicepTree | undefined>();
  return (path) => {
    if (!trees.has(path)) {
      let text: string | undefined;
      try {
        text = read(path);
      } catch {
        // No such file: whoever names it says so.
      }
      trees.set(path, text === undefined ? undefined : parseBicep(text, path).tree);
    }
    return trees.get(path);
  };
}
