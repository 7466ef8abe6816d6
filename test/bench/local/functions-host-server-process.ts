/** One of the servers that `functions-host.ts` compares, in a process of its own: prints its port, ends with its parent. */
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { startFunctionsHost } from '../../../src/local/functions-host/functions-host.ts';

const greeting = 'Hello, world';
const type = 'text/plain;charset=UTF-8';

const servers: Record<string, () => Promise<number>> = {
  plain: () =>
    listening(
      createServer((request, response) => {
        if (request.url === '/hello') response.writeHead(200, { 'content-type': type }).end(greeting);
        else response.writeHead(404).end();
      }).listen(0, '127.0.0.1'),
    ),
  express: () => {
    const app = express();
    app.get('/hello', (_request, response) => void response.type(type).send(greeting));
    return listening(app.listen(0, '127.0.0.1'));
  },
  buffered: () => host('0'),
  streamed: () => host('1'),
};

async function listening(server: Server): Promise<number> {
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** As it runs for a user, but for its console: the lines are made and dropped. */
async function host(stream: '0' | '1'): Promise<number> {
  const running = await startFunctionsHost({
    appDir: join(import.meta.dirname, 'functions-host-app'),
    port: 0,
    settings: { HTTP_STREAM: stream },
    stateDir: mkdtempSync(join(tmpdir(), 'bench-host-')),
    authorisation: false,
    log: () => undefined,
  });
  return running.port;
}

process.on('disconnect', () => process.exit());
const port = await servers[process.argv[2] ?? '']?.();
process.send?.(port);
