import { expect, it, onTestFinished } from 'vitest';
import { imports, startApp } from '../an-app.ts';

const files = { 'index.mjs': `${imports} app.http('web', { handler: () => ({ body: 'fine' }) });` };
const origin = 'https://console.example';

async function start(settings: Record<string, string>, local: object = {}) {
  const app = await startApp({ ...files, 'local.settings.json': local }, { settings });
  onTestFinished(() => app.stop());
  const allowed = async (from: string, init: RequestInit = {}) => {
    const headers = { origin: from, ...(init.method === 'OPTIONS' && { 'access-control-request-method': 'PUT' }) };
    const response = await app.fetch('/api/web', { ...init, headers });
    return [response.status, response.headers.get('access-control-allow-origin')];
  };
  return { allowed };
}

it('answers preflights, and marks answers for the origins of the settings only', async () => {
  const { allowed } = await start({
    FUNCTIONS_ENABLE_CORS_CONFIGURATION: '1',
    CORS_ALLOWED_ORIGINS: JSON.stringify([origin]),
  });

  expect(await allowed(origin, { method: 'OPTIONS' })).toEqual([204, origin]);
  expect(await allowed(origin)).toEqual([200, origin]);
  expect(await allowed('https://other.example', { method: 'OPTIONS' })).toEqual([204, null]);
  expect(await allowed('https://other.example')).toEqual([200, null]);
});

it('is off unless it is switched on', async () => {
  const { allowed } = await start({ CORS_ALLOWED_ORIGINS: JSON.stringify([origin]) });

  expect(await allowed(origin, { method: 'OPTIONS' })).toEqual([404, null]);
  expect(await allowed(origin)).toEqual([200, null]);
});

it('names a list of origins that is none', async () => {
  const settings = { FUNCTIONS_ENABLE_CORS_CONFIGURATION: '1', CORS_ALLOWED_ORIGINS: '"*"' };

  await expect(startApp(files, { settings })).rejects.toThrow('CORS_ALLOWED_ORIGINS');
});

it('takes the origins of local.settings.json where the settings name none', async () => {
  const { allowed } = await start({}, { Host: { CORS: `${origin}/, https://two.example` } });

  expect(await allowed(origin, { method: 'OPTIONS' })).toEqual([204, origin]);
  expect(await allowed('https://two.example')).toEqual([200, 'https://two.example']);
  expect(await allowed('https://other.example')).toEqual([200, null]);
});

it('names a local.settings.json that cannot be read', async () => {
  const app = { ...files, 'local.settings.json': { Host: { CORS: 7 } } };

  await expect(startApp(app)).rejects.toThrow(/local\.settings\.json(.|\n)*CORS/);
});
