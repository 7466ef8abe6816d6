import { beside } from '../bicep/beside.ts';
import { plainText } from '../bicep/body.ts';
import type { Source, Span } from '../bicep/source.ts';
import { fail } from './environment.ts';
import { evaluate } from './evaluate.ts';
import { Frame, type FrameOptions } from './frame.ts';
import type { Item } from './item.ts';
import type { PlanOptions } from './plan-options.ts';

interface Given {
  readonly values: ReadonlyMap<string, Item>;
  at(name: string): { readonly source: Source; readonly span: Span } | undefined;
}

type Surroundings = Pick<FrameOptions, 'library' | 'tracker' | 'scope' | 'variables'>;

/**
 * The parameter values: those of the .bicepparam file, and `values` over them.
 *
 * @throws PlanFault when the file is for another template, or a name is none of the template's parameters.
 */
export function readParameters(surroundings: Surroundings, options: PlanOptions): Given {
  const values = new Map<string, Item>();
  const places = new Map<string, { readonly source: Source; readonly span: Span }>();
  let using: { readonly source: Source; readonly span: Span } | undefined;
  const { declarations } = surroundings.library.template(options.template);
  if (options.parameters !== undefined) readFile(options.parameters);
  for (const [name, value] of Object.entries(options.values ?? {})) values.set(name, value as Item);
  const unknown = [...values.keys()].find((name) => declarations.get(name)?.kind !== 'param');
  const { source } = surroundings.library.template(options.template).tree;
  const place = (unknown !== undefined ? places.get(unknown) : undefined) ?? { source, span: { start: 0, end: 0 } };
  if (unknown !== undefined)
    fail(place.source, place.span, `${options.template} has no parameter '${unknown}'`, 'unknown-parameter');
  return { values, at: (name) => places.get(name) ?? using };

  function readFile(path: string): void {
    const template = surroundings.library.template(path);
    const { statements, source: file } = template.tree;
    const frame = new Frame({
      ...surroundings,
      ...{
        template,
        deploymentName: 'parameters',
        module: undefined,
        given: () => undefined,
        givenAt: () => undefined,
      },
      declare: (statement) => fail(file, statement.span, 'A parameter file declares no resources'),
    });
    for (const statement of statements) {
      if (statement.kind === 'extends') readFile(beside(path, (statement.path && plainText(statement.path)) ?? ''));
      if (statement.kind === 'using' && statement.path !== undefined) {
        using = { source: file, span: statement.span };
        const target = beside(path, plainText(statement.path) ?? '');
        if (target !== options.template)
          fail(file, statement.span, `The file is for ${target}, not for ${options.template}`, 'wrong-template');
      }
      if (statement.kind !== 'param' || statement.value === undefined) continue;
      values.set(statement.name.name, evaluate(statement.value, frame.environment));
      places.set(statement.name.name, { source: file, span: statement.span });
    }
  }
}
