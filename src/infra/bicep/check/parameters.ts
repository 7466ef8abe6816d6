import type { Problem } from '../../problem.ts';
import { didYouMean } from '../../types/did-you-mean.ts';
import { plainText } from '../body.ts';
import type { Using } from '../tree.ts';
import type { Checked } from './declared.ts';
import { isNeeded, parametersOf } from './modules.ts';

/** A parameter file against its template: the file, names that it does not have, values that it needs. The plan checks the values. */
export function checkParameterFile({ tree, beside, exists }: Checked): Problem[] {
  if (tree.kind !== 'bicepparam') return [];
  const { source, statements } = tree;
  const start = { start: 0, end: 0 };
  const using = statements.find((statement): statement is Using => statement.kind === 'using');
  if (using === undefined)
    return [source.problem(start, 'missing-using', "'using' is missing: a parameter file names its template")];
  const odd = statements.filter(
    ({ kind }) => !['using', 'extends', 'param', 'var', 'import', 'metadata', 'type', 'func'].includes(kind),
  );
  const problems = odd.map(({ span, kind }) => source.problem(span, 'syntax', `A parameter file holds no '${kind}'`));
  const path = using.path && plainText(using.path);
  if (path === undefined) return problems;
  if (!exists(path)) return [...problems, source.problem(using.span, 'missing-file', `There is no file '${path}'`)];
  const parameters = parametersOf(beside(path));
  const given = parametersOf(tree);
  for (const [name, { span }] of given) {
    if (parameters.has(name)) continue;
    problems.push(
      source.problem(
        span,
        'unknown-parameter',
        `${path} has no parameter '${name}'.${didYouMean(name, [...parameters.keys()])}`,
      ),
    );
  }
  const inherits = statements.some(({ kind }) => kind === 'extends');
  for (const [name, parameter] of inherits ? [] : parameters) {
    if (!isNeeded(parameter) || given.has(name)) continue;
    problems.push(source.problem(using.span, 'missing-parameter', `The parameter '${name}' of ${path} has no value`));
  }
  return problems;
}
