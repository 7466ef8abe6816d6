import { z } from 'zod';
import { refusedByAzure } from './az-error.ts';

const App = z.object({
  name: z.enum(['live', 'candidate']),
  url: z.url(),
  state: z.enum(['Running', 'Stopped']),
  appDir: z.string().nullable(),
  keys: z.object({ master: z.string(), default: z.string(), systemEventGrid: z.string() }),
});
/** One of the two apps of a local cloud. */
export type LocalApp = z.infer<typeof App>;

/** What Resource Manager does with the apps of a local cloud, over its control endpoint. A refusal there is one of Azure here. */
export interface CloudControl {
  app(name: LocalApp['name']): Promise<LocalApp>;
  deploy(name: LocalApp['name'], appDir: string, settings: Readonly<Record<string, string>>): Promise<void>;
  start(name: LocalApp['name']): Promise<void>;
  stop(name: LocalApp['name']): Promise<void>;
  setEventSubscriptions(subscriptions: readonly unknown[]): Promise<void>;
}

const Refusal = z.object({ error: z.string() });

export function cloudControl(controlUrl: string): CloudControl {
  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(new URL(path, controlUrl), {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    if (response.ok) return answer;
    throw refusedByAzure('DeploymentFailed', Refusal.safeParse(answer).data?.error ?? text);
  }
  return {
    async app(name) {
      const found = z
        .array(App)
        .parse(await call('GET', '/apps'))
        .find((app) => app.name === name);
      if (!found) throw new Error(`The local cloud has no app ${name}`);
      return found;
    },
    async deploy(name, appDir, settings) {
      await call('POST', `/apps/${name}/deploy`, { appDir, settings });
    },
    async start(name) {
      await call('POST', `/apps/${name}/start`);
    },
    async stop(name) {
      await call('POST', `/apps/${name}/stop`);
    },
    async setEventSubscriptions(subscriptions) {
      await call('PUT', '/event-subscriptions', subscriptions);
    },
  };
}
