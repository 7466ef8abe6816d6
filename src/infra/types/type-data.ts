import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  ObjectTypePropertyFlags,
  readIndexJson,
  readTypesJson,
  TypeBaseKind,
  type BicepType,
  type ObjectTypeProperty,
  type ScopeType,
} from 'bicep-types';
import { anything, literal, nothing, text, truth, unionOf, type Property, type Type } from './type.ts';

/** A resource type at one api version. */
export interface ResourceDescription {
  /** As Azure spells it: `Microsoft.Web/sites`. */
  readonly type: string;
  readonly apiVersion: string;
  readonly body: Type;
  /** Where it may be created: bits of `ScopeType`. */
  readonly scopes: ScopeType;
  /** `listKeys` → what it answers. */
  readonly functions: ReadonlyMap<string, () => Type>;
}

/** The resource types of `infra/types`, read when asked for. */
export interface TypeData {
  /** Undefined where type or version are not in the data. Upper and lower case are one, as in Azure. */
  find(type: string, apiVersion: string): ResourceDescription | undefined;
  /** The api versions that the data has of that type; none: the type is not in the data. */
  versions(type: string): readonly string[];
  /** All types, as Azure spells them. */
  readonly names: readonly string[];
}

/** @param folder of `index.json`; the default is the committed data */
export function readTypeData(folder = path.resolve(import.meta.dirname, '../../../infra/types')): TypeData {
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const index = readIndexJson(read('index.json'));
  const resources = Object.entries(index.resources).map(([key, reference]) => {
    const [type = '', apiVersion = ''] = key.split('@');
    return { type, apiVersion, reference };
  });
  const files = new Map<string, (at: number) => Type>();
  const raw = new Map<string, BicepType[]>();
  const typesOf = (file: string) => {
    const types = raw.get(file) ?? readTypesJson(read(file));
    raw.set(file, types);
    return types;
  };
  const typeAt = (relativePath: string, at: number) => {
    const reader = files.get(relativePath) ?? typeReader(typesOf(relativePath));
    files.set(relativePath, reader);
    return reader(at);
  };
  const isType = (type: string) => (known: { type: string }) => known.type.toLowerCase() === type.toLowerCase();
  const found = new Map<string, ResourceDescription>();
  return {
    names: [...new Set(resources.map(({ type }) => type))],
    versions: (type) => resources.filter(isType(type)).map(({ apiVersion }) => apiVersion),
    find(type, apiVersion) {
      const key = `${type}@${apiVersion}`.toLowerCase();
      const known = found.get(key);
      if (known) return known;
      const resource = resources.filter(isType(type)).find((one) => one.apiVersion === apiVersion);
      if (!resource) return undefined;
      const { relativePath, index: at } = resource.reference;
      const written = typesOf(relativePath)[at];
      if (written?.type !== TypeBaseKind.ResourceType) throw new Error(`${key} is not a resource in ${relativePath}`);
      const functions = typesOf(relativePath).flatMap((one) =>
        one.type === TypeBaseKind.ResourceFunctionType && isType(type)({ type: one.resourceType })
          ? [[one.name, () => typeAt(relativePath, one.output.index)] as const]
          : [],
      );
      const body = typeAt(relativePath, written.body.index);
      const description = { type: resource.type, apiVersion, body, scopes: written.writableScopes };
      found.set(key, { ...description, functions: new Map(functions) });
      return found.get(key);
    },
  };
}

/** Types of one file by their place in it, each made once: the same place is the same object, so circles close. */
function typeReader(types: readonly BicepType[]): (at: number) => Type {
  const made = new Map<number, Type>();
  const read = (at: number): Type => {
    const known = made.get(at);
    if (known) return known;
    const written = types[at];
    if (!written) throw new Error(`The type data refers to a type ${String(at)} that is not there`);
    const type = makeType(written);
    made.set(at, type);
    return type;
  };
  const property = ({ type, flags }: ObjectTypeProperty): Property => ({
    type: () => read(type.index),
    required: (flags & ObjectTypePropertyFlags.Required) !== 0,
    readOnly: (flags & ObjectTypePropertyFlags.ReadOnly) !== 0,
    writeOnly: (flags & ObjectTypePropertyFlags.WriteOnly) !== 0,
  });
  const properties = (written: Record<string, ObjectTypeProperty>) =>
    Object.fromEntries(Object.entries(written).map(([name, one]) => [name, property(one)]));
  const makeType = (written: BicepType): Type => {
    switch (written.type) {
      case TypeBaseKind.AnyType:
        return anything;
      case TypeBaseKind.NullType:
        return nothing;
      case TypeBaseKind.BooleanType:
        return truth;
      case TypeBaseKind.IntegerType:
        return { kind: 'int', min: written.minValue, max: written.maxValue };
      case TypeBaseKind.StringType:
        if (written.pattern !== undefined || written.minLength !== undefined || written.maxLength !== undefined)
          return { kind: 'string', min: written.minLength, max: written.maxLength, pattern: written.pattern };
        return text;
      case TypeBaseKind.StringLiteralType:
        return literal(written.value);
      case TypeBaseKind.UnionType:
        return unionOf(...written.elements.map(({ index }) => read(index)));
      case TypeBaseKind.ArrayType:
        return {
          kind: 'array',
          item: () => read(written.itemType.index),
          min: written.minLength,
          max: written.maxLength,
        };
      case TypeBaseKind.ObjectType: {
        const rest = written.additionalProperties?.index;
        return {
          kind: 'object',
          name: written.name,
          properties: properties(written.properties),
          rest: rest === undefined ? undefined : () => read(rest),
        };
      }
      case TypeBaseKind.DiscriminatedObjectType: {
        const cases = Object.entries(written.elements).map(([name, { index }]) => [name, () => read(index)] as const);
        const { name, discriminator, baseProperties } = written;
        return {
          kind: 'choice',
          name,
          discriminator,
          base: properties(baseProperties),
          cases: Object.fromEntries(cases),
        };
      }
      default:
        throw new Error(`The type data holds a ${written.type}, which is not supported`);
    }
  };
  return read;
}
