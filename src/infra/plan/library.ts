import { parseBicep } from '../bicep/parse.ts';
import type { BicepTree, Statement } from '../bicep/tree.ts';
import { type Problem, ProblemsError } from '../problem.ts';

/** A parsed template and what it declares. */
export interface Template {
  readonly path: string;
  readonly tree: BicepTree;
  readonly declarations: ReadonlyMap<string, Named>;
}

export type Named = Extract<Statement, { readonly name: { readonly name: string } }>;

/** Reads each file once. */
export interface Library {
  /** @throws ProblemsError when the file cannot be read or parsed. */
  template(path: string): Template;
  text(path: string): string;
}

/** @param read answers the text of a path, relative to the repository. */
export function openLibrary(read: (path: string) => string): Library {
  const templates = new Map<string, Template>();
  const textOf = (path: string) => {
    try {
      return read(path);
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      throw new ProblemsError([
        {
          file: path,
          line: 1,
          column: 1,
          code: 'missing-file',
          message: `The file cannot be read: ${cause}`,
          severity: 'error',
        },
      ]);
    }
  };
  return {
    text: textOf,
    template(path) {
      const known = templates.get(path);
      if (known !== undefined) return known;
      const { tree, problems } = parseBicep(textOf(path), path);
      const errors: readonly Problem[] = problems.filter(({ severity }) => severity === 'error');
      if (errors.length > 0) throw new ProblemsError(errors);
      const template = { path, tree, declarations: declarationsOf(tree) };
      templates.set(path, template);
      return template;
    },
  };
}

/** Outputs have names of their own: they are not among the declarations. */
function declarationsOf({ statements }: BicepTree): Map<string, Named> {
  const named = new Map<string, Named>();
  for (const statement of statements) {
    if (
      statement.kind === 'output' ||
      statement.kind === 'metadata' ||
      !('name' in statement) ||
      !('name' in statement.name)
    )
      continue;
    named.set(statement.name.name, statement as Named);
  }
  return named;
}
