/** What a value can be. Parts of objects and arrays are functions, since Azure's types refer to themselves. */
export type Type =
  | { readonly kind: 'any' }
  | { readonly kind: 'null' }
  | { readonly kind: 'bool' }
  | { readonly kind: 'int'; readonly min?: number | undefined; readonly max?: number | undefined }
  | TextType
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | ArrayType
  | ObjectType
  | ChoiceType
  | { readonly kind: 'union'; readonly members: readonly Type[] };

export interface TextType {
  readonly kind: 'string';
  /** Length in characters. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly pattern?: string | undefined;
}

export interface ArrayType {
  readonly kind: 'array';
  readonly item: () => Type;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

export interface ObjectType {
  readonly kind: 'object';
  readonly name: string;
  readonly properties: Readonly<Record<string, Property>>;
  /** The type of every other property; absent: there is none. */
  readonly rest?: (() => Type) | undefined;
  /** Set where the object is a resource's symbol and may stand for it: `parent: account`. */
  readonly resource?: ResourceSymbol;
}

/** One of several objects, by the value of one property. */
export interface ChoiceType {
  readonly kind: 'choice';
  readonly name: string;
  readonly discriminator: string;
  readonly base: Readonly<Record<string, Property>>;
  readonly cases: Readonly<Record<string, () => Type>>;
  readonly resource?: ResourceSymbol;
}

export interface Property {
  readonly type: () => Type;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
}

export interface ResourceSymbol {
  /** `Microsoft.Web/sites` */
  readonly type: string;
  readonly apiVersion: string;
  /** What is declared inside its body: `account::blobs`. */
  readonly children: Readonly<Record<string, () => Type>>;
}

export const anything: Type = { kind: 'any' };
export const nothing: Type = { kind: 'null' };
export const truth: Type = { kind: 'bool' };
export const integer: Type = { kind: 'int' };
export const text: Type = { kind: 'string' };

export const literal = (value: string | number | boolean): Type => ({ kind: 'literal', value });
export const arrayOf = (item: Type): Type => ({ kind: 'array', item: () => item });

/** An object of which every property is there and no other. */
export function objectOf(types: Readonly<Record<string, Type>>, name = 'object'): ObjectType {
  const properties = Object.entries(types).map(([key, type]) => [key, plainProperty(() => type)] as const);
  return { kind: 'object', name, properties: Object.fromEntries(properties) };
}

/** An object with any properties, of that type. */
export const mapOf = (rest: Type): ObjectType => ({ kind: 'object', name: 'object', properties: {}, rest: () => rest });
export const anyObject = mapOf(anything);

export const plainProperty = (type: () => Type, required = true): Property => ({
  type,
  required,
  readOnly: false,
  writeOnly: false,
});

/** One of these; a union in a union is laid flat, and anything with `any` is `any`. */
export function unionOf(...types: readonly Type[]): Type {
  const members: Type[] = [];
  for (const type of types.flatMap(membersOf)) {
    if (type.kind === 'any') return anything;
    if (!members.some((known) => isSame(known, type))) members.push(type);
  }
  const [only] = members;
  return members.length === 1 && only ? only : { kind: 'union', members };
}

export const membersOf = (type: Type): readonly Type[] => (type.kind === 'union' ? type.members : [type]);

/** The type without null: what `x!` and `x ?? …` leave. */
export const withoutNull = (type: Type): Type =>
  type.kind === 'union' ? unionOf(...type.members.filter(({ kind }) => kind !== 'null')) : type;

function isSame(one: Type, other: Type): boolean {
  if (one === other) return true;
  if (one.kind === 'literal') return other.kind === 'literal' && one.value === other.value;
  return one.kind === other.kind && (one.kind === 'null' || one.kind === 'bool');
}
