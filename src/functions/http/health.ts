import { z } from 'zod';
import type { Services } from '../../ports.ts';
import { onRequest } from './on-request.ts';

/** How long one dependency may take to answer, in ms. */
const patienceMs = 3000;

export const Liveness = z.object({ status: z.literal('live') });

export const VersionView = z.object({
  name: z.literal('docscore'),
  version: z.string(),
  commit: z.string(),
  /** SHA-256 of the package's contents, as the evidence of its release says; `unknown` where nobody packaged it. */
  digest: z.string(),
  node: z.string(),
  /** The schema of stored items that this code writes. */
  schema: z.int(),
});

export const Readiness = z.object({
  status: z.enum(['ready', 'not-ready']),
  checks: z.record(z.string(), z.object({ ok: z.boolean(), ms: z.number(), error: z.string().optional() })),
});

/** `GET /api/health/live`: the process answers. */
export const live = (services: Services) =>
  onRequest(services, () => Promise.resolve({ jsonBody: { status: 'live' } }));

/** `GET /api/version`: what runs here. */
export const version = (services: Services) =>
  onRequest(services, () =>
    Promise.resolve({ jsonBody: { name: 'docscore', ...services.build, node: process.version, schema: 1 } }),
  );

/** `GET /api/health/ready`: 200 when everything that a document needs can be used now, else 503 that names what is down. */
export const ready = (services: Services) =>
  onRequest(services, async () => {
    const checks = await Promise.all(
      Object.entries(services.dependencies).map(([name, check]) => probe(services, name, check)),
    );
    const ok = checks.every(({ ok }) => ok);
    return {
      status: ok ? 200 : 503,
      headers: ok ? {} : { 'retry-after': '5' },
      jsonBody: {
        status: ok ? 'ready' : 'not-ready',
        checks: Object.fromEntries(checks.map(({ name, ...check }) => [name, check])),
      },
    };
  });

async function probe({ now }: Services, name: string, check: () => Promise<unknown>) {
  const started = now().getTime();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`No answer within ${String(patienceMs)} ms`)), patienceMs);
  try {
    await Promise.race([check(), late.promise]);
    return { name, ok: true, ms: now().getTime() - started };
  } catch (error) {
    return {
      name,
      ok: false,
      ms: now().getTime() - started,
      error: error instanceof Error ? error.message : String(error),
    };
  } finally {
    clearTimeout(timer);
  }
}
