/*
 * The syntax tree of a Bicep file. Nodes know their place as offsets (`span`); `Source.problem` and `Source.position` turn them into lines.
 * Grammar: github.com/Azure/bicep docs/grammar.md and learn.microsoft.com/azure/azure-resource-manager/bicep.
 */
import type { Decorator, Expression, Identifier, Resource, StringLiteral, Value } from './expression.ts';
import type { Source, Span } from './source.ts';
import type { TypeNode } from './type-node.ts';

/** One parsed file. A statement that could not be read is left out; the problems say so. */
export interface BicepTree {
  readonly kind: 'bicep' | 'bicepparam';
  readonly source: Source;
  readonly statements: readonly Statement[];
  /** Line → codes that `#disable-next-line` silences there. */
  readonly silenced: ReadonlyMap<number, ReadonlySet<string>>;
}

export type Statement =
  | TargetScope
  | Metadata
  | Parameter
  | Variable
  | Resource
  | Module
  | Output
  | TypeDeclaration
  | FunctionDeclaration
  | Import
  | Using
  | Extension
  | Assertion;

interface Declaration {
  readonly span: Span;
  readonly decorators: readonly Decorator[];
}

interface TargetScope extends Declaration {
  readonly kind: 'targetScope';
  readonly value: Expression;
}

interface Metadata extends Declaration {
  readonly kind: 'metadata';
  readonly name: Identifier;
  readonly value: Expression;
}

/** In a .bicep file with a type, in a .bicepparam file only a value. */
export interface Parameter extends Declaration {
  readonly kind: 'param';
  readonly name: Identifier;
  readonly type?: TypeNode;
  /** The default, or in a .bicepparam file the value. */
  readonly value?: Expression;
}

interface Variable extends Declaration {
  readonly kind: 'var';
  readonly name: Identifier;
  readonly type?: TypeNode;
  readonly value: Value;
}

export interface Module extends Declaration {
  readonly kind: 'module';
  readonly name: Identifier;
  readonly path: StringLiteral;
  readonly value: Value;
}

export interface Output extends Declaration {
  readonly kind: 'output';
  readonly name: Identifier;
  readonly type: TypeNode;
  readonly value: Value;
}

export interface TypeDeclaration extends Declaration {
  readonly kind: 'type';
  readonly name: Identifier;
  readonly type: TypeNode;
}

export interface FunctionDeclaration extends Declaration {
  readonly kind: 'func';
  readonly name: Identifier;
  readonly parameters: readonly { readonly name: Identifier; readonly type: TypeNode }[];
  readonly returns: TypeNode;
  readonly body: Expression;
}

/** `import { a, b as c } from 'x.bicep'` or `import * as x from 'x.bicep'`. */
export interface Import extends Declaration {
  readonly kind: 'import';
  readonly path: StringLiteral;
  readonly names: readonly { readonly name: Identifier; readonly as: Identifier }[];
  /** The name of `* as name`. */
  readonly all?: Identifier;
}

/** `using 'main.bicep'` or `using none`, and `extends 'base.bicepparam'`. */
export interface Using extends Declaration {
  readonly kind: 'using' | 'extends';
  readonly path: StringLiteral | undefined;
}

export interface Extension extends Declaration {
  readonly kind: 'extension';
  readonly name: StringLiteral | Identifier;
  readonly with?: Expression;
  readonly as?: Identifier;
}

interface Assertion extends Declaration {
  readonly kind: 'assert';
  readonly name: Identifier;
  readonly value: Expression;
}
