import type { Decorator, Identifier } from './expression.ts';
import type { Span } from './source.ts';

/** A type as written: after a parameter's or output's name, or in a `type` declaration. */
export type TypeNode =
  NamedType | LiteralType | UnionType | ArrayType | TupleType | ObjectType | NullableType | GenericType | TypeAccess;

/** `string`, `object`, `myType`. */
interface NamedType {
  readonly kind: 'named';
  readonly span: Span;
  readonly name: string;
}

/** `'a'`, `1`, `true`, `null`. */
interface LiteralType {
  readonly kind: 'literal';
  readonly span: Span;
  readonly value: string | number | boolean | null;
}

/** `'a' | 'b'`. */
interface UnionType {
  readonly kind: 'union';
  readonly span: Span;
  readonly members: readonly TypeNode[];
}

/** `T[]`. */
interface ArrayType {
  readonly kind: 'arrayOf';
  readonly span: Span;
  readonly item: TypeNode;
}

/** `[string, int]`. */
export interface TupleType {
  readonly kind: 'tuple';
  readonly span: Span;
  readonly items: readonly { readonly type: TypeNode; readonly decorators: readonly Decorator[] }[];
}

/** `{ a: string, *: int }`; an optional property has a nullable type. */
export interface ObjectType {
  readonly kind: 'objectType';
  readonly span: Span;
  readonly properties: readonly TypeProperty[];
  /** The type of `*`. */
  readonly additional?: TypeNode;
}

export interface TypeProperty {
  readonly key: Identifier;
  readonly type: TypeNode;
  readonly decorators: readonly Decorator[];
}

/** `T?`. */
interface NullableType {
  readonly kind: 'nullable';
  readonly span: Span;
  readonly of: TypeNode;
}

/** `resourceInput<'Microsoft.Web/sites@2024-11-01'>`. */
interface GenericType {
  readonly kind: 'generic';
  readonly span: Span;
  readonly name: string;
  readonly args: readonly TypeNode[];
}

/** `imported.name`, `myType.property`, `myTuple[0]`, `myArray[*]`, `myType.*`. */
interface TypeAccess {
  readonly kind: 'typeAccess';
  readonly span: Span;
  readonly base: TypeNode;
  readonly member: string;
}
