import { z } from 'zod';
import { badParameter } from './errors.ts';

/** Seconds since 1970, or absent. Null, too, says absent. */
const intDate = z.int().min(0).nullish();

const Attributes = z.strictObject({ enabled: z.boolean().nullish(), nbf: intDate, exp: intDate });

/** Source of the limits: learn.microsoft.com/azure/key-vault/secrets/about-secrets */
const Properties = {
  contentType: z.string().max(255).nullish(),
  tags: z
    .record(z.string().max(512), z.string().max(512))
    .refine((tags) => Object.keys(tags).length <= 15, { error: 'at most 15 tags' })
    .nullish(),
  attributes: Attributes.nullish(),
};

/** 25 KB in UTF-8. */
const MAX_VALUE_BYTES = 25 * 1024;

/** The body of a set. */
export const SetSecret = z.strictObject({
  value: z.string().refine((value) => Buffer.byteLength(value) <= MAX_VALUE_BYTES, { error: 'more than 25 KB' }),
  ...Properties,
});
export type SetSecret = z.output<typeof SetSecret>;

/** The body of an update; what is absent stays. */
export const UpdateSecret = z.strictObject(Properties);
export type UpdateSecret = z.output<typeof UpdateSecret>;

/** One version as it is stored. Times are seconds since 1970. */
export interface SecretVersion {
  readonly name: string;
  readonly version: string;
  readonly value: string;
  readonly contentType?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly enabled: boolean;
  readonly notBefore?: number | undefined;
  readonly expires?: number | undefined;
  readonly created: number;
  readonly updated: number;
}

/** @throws KeyVaultError 400 for a name that no secret can have. */
export function checkedName(name: string): string {
  if (/^[0-9a-zA-Z-]{1,127}$/.test(name)) return name;
  throw badParameter(`The request URI contains an invalid name: ${name}`);
}

/** @throws KeyVaultError 400 that names what is wrong in the body. */
export function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const { success, data, error } = schema.safeParse(body);
  if (success) return data;
  throw badParameter(
    error.issues.map(({ path, message }) => `Property ${path.join('.') || 'body'}: ${message}`).join('; '),
  );
}

/** The version that a set makes. */
export function newVersion(name: string, version: string, body: SetSecret, now: number): SecretVersion {
  const { value, contentType, tags, attributes } = body;
  return {
    name,
    version,
    value,
    contentType: contentType ?? undefined,
    tags: tags ?? undefined,
    enabled: attributes?.enabled ?? true,
    notBefore: attributes?.nbf ?? undefined,
    expires: attributes?.exp ?? undefined,
    created: now,
    updated: now,
  };
}

/** The version with other properties; its value is never another. */
export function updatedVersion(old: SecretVersion, body: UpdateSecret, now: number): SecretVersion {
  const { contentType, tags, attributes } = body;
  return {
    ...old,
    contentType: contentType ?? old.contentType,
    tags: tags ?? old.tags,
    enabled: attributes?.enabled ?? old.enabled,
    notBefore: attributes?.nbf ?? old.notBefore,
    expires: attributes?.exp ?? old.expires,
    updated: now,
  };
}
