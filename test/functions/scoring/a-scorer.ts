import { HttpRequest, InvocationContext, type HttpHandler } from '@azure/functions';
import { memoryModels, type MemoryModel } from '../../../src/adapters/memory-models.ts';
import { memoryRollouts } from '../../../src/adapters/memory-rollouts.ts';
import type { Rollout } from '../../../src/domain/rollout.ts';
import type { LogEvent, Services } from '../../../src/ports.ts';
import { anIncidentModel, aRollout } from '../../fixtures/incident-model.ts';
import { aSystem } from '../a-system.ts';
import { asDocumented } from '../as-documented.ts';

interface Given {
  readonly models?: readonly MemoryModel[];
  readonly rollouts?: readonly Rollout[];
  readonly change?: (services: Services) => Partial<Services>;
}

/** docscore with these models, over their handlers. */
export function aScorer({ models = [anIncidentModel()], rollouts = [aRollout()], change }: Given = {}) {
  const registry = memoryModels(models);
  const store = memoryRollouts(rollouts);
  const system = aSystem(() => ({ registry, models: registry, rollouts: store, defaultModel: 'incident' }));
  const services = { ...system.services, ...change?.(system.services) };
  const logged: LogEvent[] = [];
  const context = new InvocationContext({
    functionName: 'test',
    logHandler: (_level, message) => logged.push(JSON.parse(String(message)) as LogEvent),
  });
  const write = (event: LogEvent) => void logged.push(event);
  const log = { info: write, warn: write, error: write };
  const ask = async (handler: (services: Services) => HttpHandler, asked: Asked = {}) => {
    const answer = await asDocumented(handler, await handler(services)(requestOf(asked), context));
    const body: unknown = answer.jsonBody ?? JSON.parse(answer.body as string);
    return { status: answer.status ?? 200, body, headers: answer.headers as Record<string, string> };
  };
  return { ...system, services, store, logged, log, ask };
}

export interface Asked {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

const requestOf = ({ params = { model: 'incident' }, query = {}, headers = {}, body }: Asked): HttpRequest =>
  new HttpRequest({
    method: 'POST',
    url: 'http://localhost/',
    params,
    query,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: { string: typeof body === 'string' ? body : JSON.stringify(body) } }),
  });
