import { setTimeout as delay } from 'node:timers/promises';
import { Validator } from '@seriousme/openapi-schema-validator';
import { z } from 'zod';
import { keyHeader } from '../../cli/connect/ask.ts';
import { modelsClient } from '../../cli/connect/models-client.ts';
import { scoringClient } from '../../cli/connect/scoring-client.ts';
import type { ModelParams } from '../../domain/model-view.ts';
import type { Asked, Check } from './check.ts';

const betweenMs = 500;

/** The process answers. */
export const liveCheck: Check = {
  name: 'live',
  ask: async ({ system }) => {
    const { status, body } = await get(`${system.url}/api/health/live`);
    if (status !== 200) throw new Error(`GET /api/health/live answers ${String(status)}`);
    return z.object({ status: z.string() }).parse(body).status;
  },
};

const Readiness = z.object({ status: z.string(), checks: z.record(z.string(), z.object({ ok: z.boolean() })) });

/** An app that has just started needs a moment to reach everything, but no more than this, in ms. */
const readyPatienceMs = 60_000;

/** Everything that it needs can be reached. */
export const readyCheck: Check = {
  name: 'ready',
  ask: async ({ system, until, mayServeNothing }) => {
    const patience = Math.min(until, Date.now() + readyPatienceMs);
    for (;;) {
      const { status, body } = await get(`${system.url}/api/health/ready`, keyHeader(system));
      const { data } = Readiness.safeParse(body);
      if (status === 200 && data) return Object.keys(data.checks).join(', ');
      const down = Object.entries(data?.checks ?? {}).flatMap(([name, { ok }]) => (ok ? [] : [name]));
      if (down.join() === 'models' && mayServeNothing && (await servesNothing(system)))
        return 'all but models: none serves yet';
      const says =
        down.length > 0 ? `not there: ${down.join(', ')}` : `GET /api/health/ready answers ${String(status)}`;
      if (Date.now() >= patience || (status !== 503 && status !== 429)) throw new Error(says);
      await delay(betweenMs);
    }
  },
};

async function servesNothing(system: Asked['system']): Promise<boolean> {
  const { models } = await modelsClient(system).list();
  return models.every(({ slots }) => !slots.green);
}

const Version = z.object({ name: z.literal('docscore'), version: z.string(), commit: z.string(), digest: z.string() });

/** It is docscore, and the package that was meant. */
export const versionCheck: Check = {
  name: 'version',
  ask: async ({ system, expected }) => {
    const { body } = await get(`${system.url}/api/version`);
    const { version, commit, digest } = Version.parse(body);
    for (const [what, wanted, is] of [
      ['commit', expected.commit, commit] as const,
      ['digest', expected.digest, digest] as const,
    ])
      if (wanted !== undefined && wanted !== is) throw new Error(`${what} is ${is}, and ${wanted} was expected`);
    return `${version}, commit ${commit.slice(0, 12)}, digest ${digest.slice(0, 12)}`;
  },
};

/** Its description is valid OpenAPI. */
export const openApiCheck: Check = {
  name: 'openapi',
  ask: async ({ system }) => {
    const { status, body } = await get(`${system.url}/api/openapi.json`, keyHeader(system));
    if (status !== 200) throw new Error(`GET /api/openapi.json answers ${String(status)}`);
    const validator = new Validator();
    const { valid, errors } = await validator.validate(z.record(z.string(), z.unknown()).parse(body));
    if (!valid) throw new Error(`It is not valid: ${JSON.stringify(errors).slice(0, 500)}`);
    return `OpenAPI ${validator.version}`;
  },
};

/** One check per model version in a slot: it answers about an instance that its own description gives as example. */
export async function modelChecks({ system }: Asked): Promise<Check[]> {
  const { models } = await modelsClient(system).list();
  return models.flatMap(({ model, slots }) =>
    (['green', 'blue'] as const).flatMap((slot) => {
      const modelVersion = slots[slot]?.modelVersion;
      return modelVersion === undefined ? [] : [predictCheck(model, modelVersion, slot)];
    }),
  );
}

function predictCheck(model: string, modelVersion: string, slot: string): Check {
  return {
    name: `predict ${model} ${modelVersion} (${slot})`,
    ask: async ({ system }) => {
      const scoring = scoringClient(system);
      const params = await scoring.params(model, modelVersion);
      const { predictions, ...answer } = await scoring.predict(model, [exampleOf(params)], { modelVersion });
      const [first] = predictions;
      if (!first || answer.modelVersion !== modelVersion) throw new Error(`${answer.modelVersion} answered instead`);
      return `${first.label}, ${first.confidence.toFixed(3)}`;
    },
  };
}

const exampleOf = ({ fields }: ModelParams) => Object.fromEntries(fields.map(({ name, example }) => [name, example]));

/** One answer, however bad. @throws Error when nobody answers. */
async function get(url: string, headers: Record<string, string> = {}): Promise<{ status: number; body: unknown }> {
  const signal = AbortSignal.timeout(30_000);
  const response = await fetch(url, { headers, signal }).catch((cause: unknown) => {
    const { message, cause: why } = cause as Error;
    throw new Error(`${url}: ${why instanceof Error ? why.message : message}`, { cause });
  });
  return { status: response.status, body: await response.json().catch(() => undefined) };
}
