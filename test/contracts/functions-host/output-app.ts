import { join } from 'node:path';
import { expect } from 'vitest';

const folder = join(import.meta.dirname, 'app-outputs');

/** Starts `app-outputs`. Its Event Hubs and its topic are nowhere unless a setting says where. */
export const outputApp = [
  `--app=${folder}`,
  `--resources=${join(folder, 'resources.json')}`,
  '--setting=TOPIC_KEY=secret',
  '--setting=FOLDER=folder',
];

export const withoutEvents = [
  '--setting=Events=Endpoint=sb://localhost:1;SharedAccessKeyName=n;SharedAccessKey=k;UseDevelopmentEmulator=true',
  '--setting=TOPIC_URI=http://127.0.0.1:1/api/events',
];

let count = 0;

/** Lets the function `write` give these outputs; `name` is in its route. */
export async function write(
  { url }: { url: string },
  outputs: { set?: object; bytes?: object },
  { name = `n${++count}`, query = '' } = {},
): Promise<{ name: string; status: number }> {
  const response = await fetch(`${url}/api/write/${name}${query}`, {
    method: 'POST',
    headers: { 'x-h': 'head' },
    body: JSON.stringify(outputs),
  });
  return { name, status: response.status };
}

/** What the function `read` gets from its extra inputs. */
export async function read({ url }: { url: string }, id: string, query: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/api/read/${id}?${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, unknown>;
}
