import { z } from 'zod';

/** `name: type`, as the tool prints it: `'string'`, `'Sku'`, `'Hot | Cool | string'`, `'Rule[]'`. */
const DescribedProperty = z.object({
  name: z.string(),
  type: z.string(),
  /** `'Required, DeployTimeConstant'`. */
  flags: z.string().optional(),
  /** `'minLength: 3, maxLength: 24, pattern: ^[a-z]+$'`, `'minValue: 0'`, `'sensitive'`. */
  modifiers: z.string().optional(),
});
export type DescribedProperty = z.infer<typeof DescribedProperty>;

const DescribedObject = z.object({
  $type: z.literal('Object'),
  name: z.string(),
  properties: z.array(DescribedProperty),
  additionalPropertiesType: z.string().nullish(),
});
export type DescribedObject = z.infer<typeof DescribedObject>;

const DescribedChoice = z.object({
  $type: z.literal('DiscriminatedObject'),
  name: z.string(),
  discriminator: z.string(),
  baseProperties: z.array(DescribedProperty),
  elements: z.array(DescribedObject),
});
export type DescribedChoice = z.infer<typeof DescribedChoice>;

const DescribedResource = z.object({
  $type: z.literal('Resource'),
  /** `'Microsoft.Web/sites@2024-11-01'`. */
  name: z.string(),
  bodyType: z.discriminatedUnion('$type', [DescribedObject, DescribedChoice]),
  /** `'ResourceGroup, Subscription'`. */
  writableScopes: z.string(),
  readableScopes: z.string(),
});

const DescribedFunction = z.object({
  $type: z.literal('ResourceInstanceFunction'),
  name: z.string(),
  resourceType: z.string(),
  apiVersion: z.string(),
  inputType: z.string().nullable(),
  outputType: z.string(),
});

/** One resource type with all the types that it refers to by name: what `azmcp bicepschema get` prints. */
export const DescribedType = z.array(
  z.discriminatedUnion('$type', [DescribedResource, DescribedFunction, DescribedObject, DescribedChoice]),
);
export type DescribedType = z.infer<typeof DescribedType>;

export const AzmcpAnswer = z.object({ results: z.object({ BicepSchemaResult: DescribedType }) });
