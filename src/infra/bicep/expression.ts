import type { Span } from './source.ts';

export type Expression =
  | StringLiteral
  | NumberLiteral
  | BooleanLiteral
  | NullLiteral
  | ObjectLiteral
  | ArrayLiteral
  | VariableUse
  | PropertyAccess
  | IndexAccess
  | NestedAccess
  | NonNull
  | FunctionCall
  | Unary
  | Binary
  | Ternary
  | Lambda
  | Loop;

/** What stands after `=` of a resource, module, var or output: an expression, `if (…) {…}`, or a loop over either. */
export type Value = Expression | Conditional;

interface Node {
  readonly span: Span;
}

export interface Identifier extends Node {
  readonly name: string;
}

/** `'a${b}c'` has the parts 'a', b, 'c', without empty texts. Escapes are resolved. */
export interface StringLiteral extends Node {
  readonly kind: 'string';
  readonly parts: readonly (string | Expression)[];
  /** Written with three quotes. */
  readonly multiLine: boolean;
}

interface NumberLiteral extends Node {
  readonly kind: 'number';
  readonly value: number;
}

interface BooleanLiteral extends Node {
  readonly kind: 'boolean';
  readonly value: boolean;
}

interface NullLiteral extends Node {
  readonly kind: 'null';
}

export interface ObjectLiteral extends Node {
  readonly kind: 'object';
  readonly properties: readonly (ObjectProperty | Spread)[];
  /** Child resources declared inside a resource's body. */
  readonly resources: readonly Resource[];
}

export interface ObjectProperty extends Node {
  readonly kind: 'property';
  /** An identifier is read as a plain string. */
  readonly key: StringLiteral;
  readonly value: Expression;
}

export interface Spread extends Node {
  readonly kind: 'spread';
  readonly value: Expression;
}

export interface ArrayLiteral extends Node {
  readonly kind: 'array';
  readonly items: readonly (Expression | Spread)[];
}

/** A name used as a value: `location`. */
interface VariableUse extends Node {
  readonly kind: 'variable';
  readonly name: string;
}

/** `base.name`, safe: `base.?name`. */
export interface PropertyAccess extends Node {
  readonly kind: 'access';
  readonly base: Expression;
  readonly name: Identifier;
  readonly safe: boolean;
}

/** `base[index]`, safe: `base[?index]`. */
export interface IndexAccess extends Node {
  readonly kind: 'index';
  readonly base: Expression;
  readonly index: Expression;
  readonly safe: boolean;
  /** `base[^1]`: counted from the end. */
  readonly fromEnd: boolean;
}

/** `resource::child`. */
export interface NestedAccess extends Node {
  readonly kind: 'nested';
  readonly base: Expression;
  readonly name: Identifier;
}

/** `base!`. */
interface NonNull extends Node {
  readonly kind: 'nonNull';
  readonly base: Expression;
}

/** `name(…)`, or with a base `az.name(…)`, `resource.listKeys()`. */
export interface FunctionCall extends Node {
  readonly kind: 'call';
  readonly base?: Expression;
  readonly name: Identifier;
  readonly args: readonly Expression[];
}

export interface Unary extends Node {
  readonly kind: 'unary';
  readonly operator: '!' | '-' | '+';
  readonly operand: Expression;
}

export type BinaryOperator =
  '*' | '/' | '%' | '+' | '-' | '<' | '<=' | '>' | '>=' | '==' | '!=' | '=~' | '!~' | '&&' | '||' | '??';

export interface Binary extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Ternary extends Node {
  readonly kind: 'ternary';
  readonly condition: Expression;
  readonly then: Expression;
  readonly else: Expression;
}

/** `x => …` or `(x, i) => …`. */
export interface Lambda extends Node {
  readonly kind: 'lambda';
  readonly parameters: readonly Identifier[];
  readonly body: Expression;
}

/** `[for item in over: body]` or `[for (item, index) in over: body]`. */
export interface Loop extends Node {
  readonly kind: 'for';
  readonly item: Identifier;
  readonly index?: Identifier;
  readonly over: Expression;
  /** Conditional only in resources and modules. */
  readonly body: Value;
}

/** `if (condition) { … }` of a resource or module. */
export interface Conditional extends Node {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly body: ObjectLiteral;
}

/** `@name(…)` or `@sys.name(…)`. */
export interface Decorator extends Node {
  readonly call: FunctionCall;
}

/** Also nested in another resource's body (`ObjectLiteral.resources`). */
export interface Resource extends Node {
  readonly kind: 'resource';
  readonly decorators: readonly Decorator[];
  readonly name: Identifier;
  /** `'Microsoft.Web/sites@2024-11-01'`; a nested one may be `'config'`. */
  readonly type: StringLiteral;
  readonly existing: boolean;
  readonly value: Value;
}
