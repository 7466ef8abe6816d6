import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { benched, bodiesFor, manifestFile, type Kind } from './cases.ts';

/** A server under load: where it answers, and with which headers. */
export interface Server {
  readonly name: string;
  readonly url: (model: string) => string;
  readonly headers: Readonly<Record<string, string>>;
  /** Which models it has. */
  readonly kinds: readonly Kind[];
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

/** As `npm start` and a deployed worker have it, for every server of Node alike: what a request leaves is collected while it is young. */
const execArgv = ['--max-semi-space-size=32'];

const path = (model: string) => `/api/models/${model}/predict`;

/** docscore on the local cloud: one Functions worker, function key, admission, counters and all. */
export async function docscore(): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'docscore-process.ts'), { execArgv });
  const { url, key } = await told<{ url: string; key: string }>(child, 'docscore');
  return {
    name: 'docscore',
    url: (model) => `${url}${path(model)}`,
    headers: { 'x-functions-key': key },
    kinds: ['text', 'tabular'],
    pid: child.pid ?? 0,
    async stop() {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

/** One of `server-process.ts`. */
export async function nodeServer(name: 'plain' | 'fastify', kind: Kind): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'server-process.ts'), [name, benched[kind]], { execArgv });
  return at(name, await told<number>(child, name), kind, child);
}

/** What a server says when it answers. */
async function told<T>(child: ChildProcess, name: string): Promise<T> {
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`The ${name} server did not start`)));
  ended.catch(() => undefined);
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [T];
  return message;
}

/** @param python Interpreter of an environment with fastapi, uvicorn and scikit-learn. */
export async function pythonServer(python: string, kind: Kind): Promise<Server> {
  const port = await freePort();
  const script = join(import.meta.dirname, 'fastapi_server.py');
  const child = spawn(python, [script, kind, manifestFile(benched[kind]), String(port)], { stdio: 'inherit' });
  const server = at('fastapi', port, kind, child);
  for (let attempt = 0; attempt < 150; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`${python} cannot run ${script}`);
    const [body = ''] = bodiesFor(benched[kind], 1, 1);
    const init = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
    const answer = await fetch(server.url(benched[kind]), init).catch(() => undefined);
    if (answer?.ok === true) return server;
    await delay(200);
  }
  throw new Error('The Python server did not answer within 30 s');
}

const at = (name: string, port: number, kind: Kind, child: ChildProcess): Server => ({
  name,
  url: (model) => `http://127.0.0.1:${String(port)}${path(model)}`,
  headers: {},
  kinds: [kind],
  pid: child.pid ?? 0,
  async stop() {
    const gone = once(child, 'exit');
    child.kill();
    await gone;
  },
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
