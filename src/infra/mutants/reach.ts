import path from 'node:path';
import { plainText } from '../bicep/body.ts';
import { parseBicep } from '../bicep/parse.ts';
import type { BicepTree, Statement } from '../bicep/tree.ts';
import type { Problem } from '../problem.ts';
import { keyOf } from './mutator.ts';
import type { Mutation } from './mutation.ts';
import { nodesOf } from './walk-tree.ts';

/** The declarations of all files and what they hand to each other: where a fault can rightly be reported. */
export interface Reach {
  /** Whether the problem stands at the declaration that was changed, or at one that its value reaches. */
  has(mutation: Mutation, problem: Problem): boolean;
}

interface Declared {
  readonly file: string;
  readonly statement: Statement;
  /** Names of the same file that it uses. */
  readonly uses: ReadonlySet<string>;
  readonly lines: { readonly first: number; readonly last: number };
}

/** @param files all .bicep and .bicepparam files, unchanged */
export function reachOf(files: readonly string[], read: (file: string) => string): Reach {
  const declared = files.flatMap((file) => declarationsOf(parseBicep(read(file), file).tree));
  const reached = (from: readonly Declared[]) => {
    const found = new Set(from);
    for (const one of found) for (const next of declared.filter((other) => isNext(one, other))) found.add(next);
    return found;
  };
  const known = new Map<Declared, ReadonlySet<Declared>>();
  return {
    has({ file, start }, problem) {
      const own = declared.filter(
        (one) => one.file === file && start >= one.statement.span.start && start <= one.statement.span.end,
      );
      const loads = declared.filter(({ file: other, statement }) =>
        textsIn(statement).some((text) => beside(other, text) === file),
      );
      const all = [...own, ...loads].flatMap((one) => {
        const places = known.get(one) ?? reached([one, ...declared.filter((other) => hands(other, one))]);
        known.set(one, places);
        return [...places];
      });
      return all.some(
        ({ file: there, lines }) => there === problem.file && problem.line >= lines.first && problem.line <= lines.last,
      );
    },
  };
}

const beside = (file: string, name: string) => path.posix.join(path.posix.dirname(file), name);

function declarationsOf(tree: BicepTree): Declared[] {
  const { source, statements } = tree;
  return statements.map((statement) => {
    const within = nodesOf({ ...tree, statements: [statement] });
    const uses = [...within].flatMap(({ node }) =>
      node.kind === 'variable' || node.kind === 'named' ? [node['name'] as string] : [],
    );
    const lines = { first: source.position(statement.span.start).line, last: source.position(statement.span.end).line };
    return { file: source.file, statement, uses: new Set(uses), lines };
  });
}

const nameOf = ({ statement }: Declared) =>
  'name' in statement && 'name' in statement.name ? statement.name.name : undefined;

function textsIn(statement: Statement): string[] {
  return [...nodesOf({ statements: [statement] } as unknown as BicepTree)].flatMap(({ node }) => {
    const text = node.kind === 'string' ? plainText(node as never) : undefined;
    return text === undefined ? [] : [text];
  });
}

/** Whether what the one declares goes into the other. */
function isNext(one: Declared, other: Declared): boolean {
  const name = nameOf(one);
  if (one.file === other.file && one.statement.kind !== 'output') return name !== undefined && other.uses.has(name);
  if (one.statement.kind === 'output') return targetOf(other) === one.file;
  return hands(one, other);
}

/** Whether the one gives a value to the other, a parameter of a module or template. */
function hands(one: Declared, { file, statement }: Declared): boolean {
  if (statement.kind !== 'param') return false;
  if (one.statement.kind === 'param')
    return (
      one.file.endsWith('.bicepparam') && file === 'infra/main.bicep' && one.statement.name.name === statement.name.name
    );
  return targetOf(one) === file && givenTo(one).includes(statement.name.name);
}

const targetOf = ({ file, statement }: Declared) =>
  statement.kind === 'module' ? beside(file, plainText(statement.path) ?? '') : undefined;

function givenTo({ statement }: Declared): string[] {
  return [...nodesOf({ statements: [statement] } as unknown as BicepTree)].flatMap(({ node, around: [, owner] }) => {
    const key = keyOf(node);
    return key !== undefined && keyOf(owner) === 'params' ? [key] : [];
  });
}
