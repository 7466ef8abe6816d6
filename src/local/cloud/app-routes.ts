import { z } from 'zod';
import { ControlError, json, type Reply, type Routes } from '../control/routes.ts';
import { SubscriptionDescription } from '../event-grid/subscription.ts';
import type { AppName, Apps } from './apps.ts';
import { LocalCloudError } from './local-cloud-error.ts';

const Settings = z.record(z.string(), z.string());
const Deployment = z.strictObject({ appDir: z.string().min(1), settings: Settings.optional() });
const names = ['live', 'candidate'] as const;

/**
 * What the control endpoint does with apps: list, deploy, stop, start, settings (all of them), remove, event subscriptions (all of
 * them). 404 no such app, 409 the cloud refuses, and all stays as it was.
 */
export function appRoutes(apps: Apps): Routes {
  return {
    'GET /apps': () => ({ status: 200, body: apps.apps() }),
    'POST /apps/{}/deploy': async (request, name) => {
      const deployment = Deployment.parse(await json(request));
      return done(() => apps.deploy(appName(name), deployment));
    },
    'PUT /apps/{}/settings': async (request, name) => {
      const settings = Settings.parse(await json(request));
      return done(() => apps.setSettings(appName(name), settings));
    },
    'POST /apps/{}/stop': (_, name) => done(() => apps.stopApp(appName(name))),
    'POST /apps/{}/start': (_, name) => done(() => apps.startApp(appName(name))),
    'DELETE /apps/{}': (_, name) => done(() => apps.remove(removable(name))),
    'PUT /event-subscriptions': async (request) => {
      const subscriptions = z.array(SubscriptionDescription).parse(await json(request));
      return done(() => apps.setEventSubscriptions(subscriptions));
    },
  };
}

async function done(work: () => Promise<unknown>): Promise<Reply> {
  try {
    const body = await work();
    return body === undefined ? { status: 204 } : { status: 200, body };
  } catch (error) {
    if (!(error instanceof LocalCloudError)) throw error;
    throw new ControlError(error.code === 'not-found' ? 404 : 409, error.message);
  }
}

function appName(name: string): AppName {
  const known = names.find((one) => one === name);
  if (!known) throw new LocalCloudError('not-found', `There is no app ${name}. There may be: ${names.join(', ')}`);
  return known;
}

function removable(name: string): 'candidate' {
  const known = appName(name);
  if (known === 'live') throw new LocalCloudError('refused', 'The live app is part of the cloud: stop it instead');
  return known;
}
