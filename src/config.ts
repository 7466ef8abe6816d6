import { z } from 'zod';

const positive = z.coerce.number().positive();
const count = z.coerce.number().int().min(1);

/** Entra's v2 issuers name the tenant. */
const tenantIn = /\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\/v2\.0$/;

/** Every setting that docscore reads. README's table and local.settings.sample.json list the same; a test compares. */
const Env = z.object({
  Storage: z.string().min(1).optional(),
  Storage__blobServiceUri: z.url().optional(),
  Storage__queueServiceUri: z.url().optional(),
  Cosmos: z.string().min(1).optional(),
  Cosmos__accountEndpoint: z.url().optional(),
  Events: z.string().min(1).optional(),
  Events__fullyQualifiedNamespace: z.string().min(1).optional(),
  READER: z.enum(['process', 'document-intelligence']).default('process'),
  DOCUMENT_INTELLIGENCE_ENDPOINT: z.url().optional(),
  DOCUMENT_INTELLIGENCE_KEY: z.string().min(1).optional(),
  READERS: z.coerce.number().int().min(0).default(0),
  READER_MEMORY_MB: positive.default(800),
  OPEN_LIMIT_SECONDS: positive.default(5),
  PAGE_LIMIT_SECONDS: positive.default(10),
  PAGE_LIMIT: count.default(200),
  PAGE_LIMIT_MEGAPIXELS: positive.default(40),
  UPLOAD_LIMIT_MB: positive.default(50),
  LEASE_SECONDS: z.coerce.number().min(5).default(30),
  MAX_ATTEMPTS: count.max(7).default(5),
  SWEEP_SCHEDULE: z.string().regex(/^(\S+ ){5}\S+$/, 'Six fields: second minute hour day month weekday'),
  SWEEP_GRACE_SECONDS: z.coerce.number().min(1).default(60),
  ERASE_AFTER_SECONDS: z.coerce.number().min(1).max(82_800).default(3600),
  AUTH_ISSUER: z.url().regex(tenantIn, 'It must end in /<tenant id>/v2.0').optional(),
  AUTH_AUDIENCE: z.string().min(1).optional(),
  AUTH_JWKS_URI: z.url().optional(),
  DEFAULT_MODEL: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,62}$/, "A model's name")
    .default('incident-outcome'),
  RATE_LIMIT_PER_CALLER: z.coerce.number().min(0).default(20_000),
  RATE_LIMIT_TOTAL: z.coerce.number().min(0).default(50_000),
  BUILD_COMMIT: z.string().default('unknown'),
});

/** Settings of which one or the other is needed. */
function missing(env: Record<string, string | undefined>): string[] {
  const needs: [boolean, string][] = [
    [
      Boolean(env['Storage'] ?? (env['Storage__blobServiceUri'] && env['Storage__queueServiceUri'])),
      'Storage, or Storage__blobServiceUri and Storage__queueServiceUri: missing',
    ],
    [Boolean(env['Cosmos'] ?? env['Cosmos__accountEndpoint']), 'Cosmos or Cosmos__accountEndpoint: missing'],
    [
      Boolean(env['Events'] ?? env['Events__fullyQualifiedNamespace']),
      'Events or Events__fullyQualifiedNamespace: missing',
    ],
    [
      env['READER'] !== 'document-intelligence' || Boolean(env['DOCUMENT_INTELLIGENCE_ENDPOINT']),
      'DOCUMENT_INTELLIGENCE_ENDPOINT: missing although READER is document-intelligence',
    ],
  ];
  const auth = ['AUTH_ISSUER', 'AUTH_AUDIENCE', 'AUTH_JWKS_URI'];
  const unset = auth.filter((name) => !env[name]);
  needs.push([
    unset.length === 0 || unset.length === auth.length,
    `${unset.join(', ')}: missing although other settings of AUTH_ are there`,
  ]);
  return needs.flatMap(([met, message]) => (met ? [] : [`✖ ${message}`]));
}

export const settingNames: readonly string[] = Object.keys(Env.shape);

export type Config = ReturnType<typeof readConfig>;

/** An empty setting counts as absent. @throws Error that names every bad setting. */
export function readConfig(env: Record<string, string | undefined>) {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const { success, data, error } = Env.safeParse(set);
  const bad = [...(error ? [z.prettifyError(error)] : []), ...missing(set)];
  if (!success || bad.length > 0) throw new Error(`Bad settings\n${bad.join('\n')}`);
  return {
    storage: data.Storage ?? { blob: data.Storage__blobServiceUri ?? '', queue: data.Storage__queueServiceUri ?? '' },
    cosmos: data.Cosmos ?? { endpoint: data.Cosmos__accountEndpoint ?? '' },
    events: data.Events ?? { namespace: data.Events__fullyQualifiedNamespace ?? '' },
    reader: {
      kind: data.READER,
      documentIntelligence: {
        endpoint: data.DOCUMENT_INTELLIGENCE_ENDPOINT ?? '',
        key: data.DOCUMENT_INTELLIGENCE_KEY,
      },
      /** 0: as many as cores and free memory allow. */
      processes: data.READERS,
      limits: {
        memoryMb: data.READER_MEMORY_MB,
        openSeconds: data.OPEN_LIMIT_SECONDS,
        pageSeconds: data.PAGE_LIMIT_SECONDS,
        pages: data.PAGE_LIMIT,
        megapixels: data.PAGE_LIMIT_MEGAPIXELS,
      },
    },
    limits: {
      uploadBytes: data.UPLOAD_LIMIT_MB * 1e6,
      leaseSeconds: data.LEASE_SECONDS,
      maxAttempts: data.MAX_ATTEMPTS,
      sweepGraceSeconds: data.SWEEP_GRACE_SECONDS,
      eraseAfterSeconds: data.ERASE_AFTER_SECONDS,
    },
    /** Requests per second and instance. */
    rates: { perCaller: data.RATE_LIMIT_PER_CALLER, total: data.RATE_LIMIT_TOTAL },
    /** `undefined`: nobody has a role. */
    auth:
      data.AUTH_ISSUER === undefined
        ? undefined
        : {
            issuer: data.AUTH_ISSUER,
            audience: data.AUTH_AUDIENCE ?? '',
            jwksUri: data.AUTH_JWKS_URI ?? '',
            tenant: tenantIn.exec(data.AUTH_ISSUER)?.[1] ?? '',
          },
    defaultModel: data.DEFAULT_MODEL,
    build: { commit: data.BUILD_COMMIT },
  };
}
