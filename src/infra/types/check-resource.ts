import { ScopeType } from 'bicep-types';
import { plainText, propertyOf } from '../bicep/body.ts';
import type { ObjectLiteral, Resource, Value } from '../bicep/expression.ts';
import { checkChoice, checkProperties, checkValue } from './check-value.ts';
import { didYouMean } from './did-you-mean.ts';
import { inferType, insideLoop } from './infer.ts';
import type { Place } from './place.ts';
import { resourceTypeOf } from './resource-type.ts';
import { describeType } from './show-type.ts';
import type { ResourceDescription } from './type-data.ts';
import { arrayOf, anything, membersOf, text, truth, type ResourceSymbol, type Type } from './type.ts';

/** What every resource's body may hold beside what its type says; Bicep reads these itself. */
const bicepOnly = new Set(['scope', 'parent', 'dependsOn']);

/** @param targetScope of the file: `resourceGroup`, `subscription`, … @param parent of a resource that is declared inside another */
export function checkResource(resource: Resource, targetScope: string, place: Place, parent?: ResourceSymbol): void {
  const { type, apiVersion } = resourceTypeOf(resource, parent);
  const description = place.data.find(type, apiVersion);
  if (!description) reportUnknown(resource, type, apiVersion, place);
  around(resource.value, place, (body, inner) => {
    checkBody(resource, body, description, inner);
    checkParent(resource, body, type, parent !== undefined, inner);
    if (description) checkScope(resource, body, description, targetScope, parent !== undefined, inner);
    const symbol = { type: description?.type ?? type, apiVersion, children: {} };
    for (const child of body.resources) checkResource(child, targetScope, inner, symbol);
  });
}

/** Goes through loop and condition to the body. */
export function around(value: Value, place: Place, visit: (body: ObjectLiteral, place: Place) => void): void {
  if (value.kind === 'for') {
    around(value.body, insideLoop(value, place), visit);
    return;
  }
  if (value.kind === 'if') {
    checkValue(value.condition, truth, place);
    around(value.body, place, visit);
    return;
  }
  if (value.kind === 'object') visit(value, place);
}

function reportUnknown(resource: Resource, type: string, apiVersion: string, place: Place): void {
  const versions = place.data.versions(type);
  if (versions.length > 0) {
    place.report(
      resource.type.span,
      'unknown-api-version',
      `${type} is known at ${versions.join(', ')}, not at ${apiVersion}.`,
    );
    return;
  }
  const meant = didYouMean(type, place.data.names);
  place.report(
    resource.type.span,
    'unknown-resource-type',
    `infra/types has no resource type ${type}.${meant} A new one: src/infra/types/type-names.ts.`,
  );
}

function checkBody(
  resource: Resource,
  body: ObjectLiteral,
  description: ResourceDescription | undefined,
  place: Place,
): void {
  const own: ObjectLiteral = {
    ...body,
    properties: body.properties.filter((part) => part.kind === 'spread' || !bicepOnly.has(plainText(part.key) ?? '')),
  };
  const expected = description?.body ?? anything;
  if (resource.existing) {
    for (const part of own.properties)
      if (part.kind === 'spread' || plainText(part.key) !== 'name')
        place.report(
          part.span,
          'existing-property',
          'An existing resource is looked up: only name, parent and scope are given.',
        );
    const name = propertyOf(body, 'name');
    if (name) checkValue(name.value, nameType(expected), place);
    else place.report(body.span, 'missing-property', '"name" is missing.');
  } else if (expected.kind === 'object') checkProperties(own, expected, place);
  else if (expected.kind === 'choice') checkChoice(own, expected, place);
  else inferType(own, place);
}

/** The type of the property `name`. A body that is chosen by name has several. */
function nameType(body: Type): Type {
  if (body.kind === 'object') return body.properties['name']?.type() ?? text;
  return text;
}

/** The parent must be of the type that stands before the last slash; and each level of the type has its part of the name. */
function checkParent(resource: Resource, body: ObjectLiteral, type: string, isNested: boolean, place: Place): void {
  const parent = propertyOf(body, 'parent');
  const levels = type.split('/').length - 1;
  const parentType = type.slice(0, type.lastIndexOf('/'));
  if (parent) {
    if (isNested) place.report(parent.key.span, 'nested-parent', 'A resource inside another has that as its parent.');
    const given = inferType(parent.value, place);
    for (const member of membersOf(given)) {
      const symbol = 'resource' in member ? member.resource : undefined;
      if (member.kind === 'any' || member.kind === 'null' || symbol?.type.toLowerCase() === parentType.toLowerCase())
        continue;
      place.report(
        parent.value.span,
        'wrong-parent',
        `The parent of ${type} is a ${parentType}, this is ${describeType(member)}.`,
      );
    }
  }
  const name = propertyOf(body, 'name')?.value;
  if (name?.kind !== 'string') return;
  const segments =
    1 + name.parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.split('/').length - 1 : 0), 0);
  const wanted = parent || isNested ? 1 : levels;
  if (segments !== wanted && !(segments < wanted && name.parts.some((part) => typeof part !== 'string')))
    place.report(
      name.span,
      'name-segments',
      `The name of ${type} has ${String(wanted)} part(s) here, this has ${String(segments)}.`,
    );
}

const scopeOf: Readonly<Record<string, ScopeType>> = {
  resourceGroup: ScopeType.ResourceGroup,
  subscription: ScopeType.Subscription,
  managementGroup: ScopeType.ManagementGroup,
  tenant: ScopeType.Tenant,
};

/** Whether the type may be created where the file is deployed, or on the resource that `scope` names. */
function checkScope(
  resource: Resource,
  body: ObjectLiteral,
  { type, scopes }: ResourceDescription,
  targetScope: string,
  isNested: boolean,
  place: Place,
): void {
  const scope = propertyOf(body, 'scope');
  if (scope) {
    const given = inferType(scope.value, place);
    const isOnResource = 'resource' in given;
    if (given.kind === 'literal' || given.kind === 'string' || given.kind === 'array')
      place.report(
        scope.value.span,
        'wrong-scope',
        `A scope is a resource or a function's answer, this is ${describeType(given)}.`,
      );
    if (isOnResource && (scopes & ScopeType.Extension) === 0 && !resource.existing)
      place.report(scope.value.span, 'wrong-scope', `${type} cannot be put on another resource.`);
    return;
  }
  if (isNested || propertyOf(body, 'parent') || resource.existing) return;
  const here = scopeOf[targetScope] ?? ScopeType.ResourceGroup;
  if ((scopes & here) !== 0) return;
  const isExtension = (scopes & ScopeType.Extension) !== 0;
  place.report(
    resource.type.span,
    isExtension ? 'missing-scope' : 'wrong-scope',
    isExtension
      ? `${type} hangs on another resource: "scope" is missing.`
      : `${type} cannot be deployed to a ${targetScope}.`,
  );
}

/** `dependsOn` lists resources and modules. */
export function checkDependencies(body: ObjectLiteral, place: Place): void {
  const property = propertyOf(body, 'dependsOn');
  if (!property) return;
  checkValue(property.value, arrayOf(anything), place);
  if (property.value.kind !== 'array') return;
  for (const item of property.value.items) {
    if (item.kind === 'spread') continue;
    const isSymbol = membersOf(inferType(item, place)).every(({ kind }) =>
      ['any', 'object', 'choice', 'null', 'array'].includes(kind),
    );
    if (!isSymbol) place.report(item.span, 'wrong-type', '"dependsOn" lists resources and modules.');
  }
}
