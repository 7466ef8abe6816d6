import type { Problem } from '../../problem.ts';
import { didYouMean } from '../../types/did-you-mean.ts';
import type { Decorator, Resource } from '../expression.ts';
import type { Span } from '../source.ts';
import type { Statement } from '../tree.ts';
import type { TypeNode } from '../type-node.ts';
import { typesOf, walkStatement } from '../walk.ts';
import type { Checked } from './declared.ts';

interface Rule {
  readonly arguments: number;
  readonly on: readonly Statement['kind'][];
  /** Built-in types that it fits; it fits types declared elsewhere too. */
  readonly types?: readonly string[];
}

const sized = { arguments: 1, on: ['param', 'type', 'output'], types: ['string', 'array', 'object'] } as const;
const counted = { arguments: 1, on: ['param', 'type', 'output'], types: ['int'] } as const;

/** Source: learn.microsoft.com/azure/azure-resource-manager/bicep/parameters#use-decorators and the pages of the other declarations. */
const rules: Readonly<Record<string, Rule>> = {
  description: { arguments: 1, on: ['param', 'var', 'resource', 'module', 'output', 'type', 'func'] },
  allowed: { arguments: 1, on: ['param'] },
  minLength: sized,
  maxLength: sized,
  minValue: counted,
  maxValue: counted,
  secure: { arguments: 0, on: ['param', 'type', 'output'], types: ['string', 'object'] },
  metadata: { arguments: 1, on: ['param', 'type', 'output'] },
  batchSize: { arguments: 1, on: ['resource', 'module'] },
  onlyIfNotExists: { arguments: 0, on: ['resource'] },
  retryOn: { arguments: 1, on: ['resource'] },
  waitUntil: { arguments: 2, on: ['resource'] },
  export: { arguments: 0, on: ['type', 'var', 'func'] },
  sealed: { arguments: 0, on: ['param', 'type', 'output'] },
  discriminator: { arguments: 1, on: ['param', 'type', 'output'] },
};

/** Decorators that there are not, or that stand where they mean nothing. */
export function checkDecorators({ tree }: Checked): Problem[] {
  const problems: Problem[] = [];
  const complain = (span: Span, message: string) =>
    problems.push(tree.source.problem(span, 'wrong-decorator', message));
  for (const statement of tree.statements) {
    for (const decorator of statement.decorators)
      check(
        decorator,
        statement.kind,
        'type' in statement && statement.kind !== 'resource' ? statement.type : undefined,
        statement,
      );
    walkStatement(statement, (expression) => {
      if (expression.kind !== 'object') return;
      for (const nested of expression.resources)
        for (const decorator of nested.decorators) check(decorator, 'resource', undefined, nested);
    });
    for (const type of typesOf(statement)) {
      const inner = type.kind === 'objectType' ? type.properties : type.kind === 'tuple' ? type.items : [];
      for (const each of inner) for (const decorator of each.decorators) check(decorator, 'type', each.type);
    }
  }
  return problems;

  function check(
    { call, span }: Decorator,
    kind: Statement['kind'],
    type: TypeNode | undefined,
    on?: Statement | Resource,
  ): void {
    const { name } = call.name;
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) {
      complain(span, `There is no decorator '@${name}'.${didYouMean(name, Object.keys(rules))}`);
      return;
    }
    if (call.args.length !== rule.arguments)
      complain(span, `@${name} takes ${rule.arguments} arguments, not ${call.args.length}`);
    if (!rule.on.includes(kind))
      complain(span, `@${name} cannot stand before a ${kind}: it belongs to ${rule.on.join(', ')}`);
    else if (rule.types !== undefined && type !== undefined && !fits(type, rule.types))
      complain(span, `@${name} fits types ${rule.types.join(', ')} only`);
    if (name === 'batchSize' && (on?.kind === 'resource' || on?.kind === 'module') && on.value.kind !== 'for')
      complain(span, '@batchSize belongs to a loop');
    if (name === 'allowed' && call.args[0] !== undefined && call.args[0].kind !== 'array')
      complain(span, '@allowed takes an array of values');
  }
}

function fits(type: TypeNode, types: readonly string[]): boolean {
  switch (type.kind) {
    case 'named':
      return types.includes(type.name) || !['string', 'int', 'bool', 'object', 'array'].includes(type.name);
    case 'nullable':
      return fits(type.of, types);
    case 'arrayOf':
    case 'tuple':
      return types.includes('array');
    case 'objectType':
      return types.includes('object');
    case 'union':
      return type.members.every((member) => fits(member, types));
    case 'literal':
      return types.includes(
        typeof type.value === 'number' ? 'int' : typeof type.value === 'boolean' ? 'bool' : 'string',
      );
    case 'generic':
    case 'typeAccess':
      return true;
  }
}
