import { createServer } from 'node:net';
import { imports } from './an-app.ts';

/** An app that says its name, its settings, and takes its time if it is asked to. */
export const named = (name: string, more = '') => ({
  'index.mjs': `${imports}
app.http('who', { handler: () => ({ body: '${name}' }) });
app.http('env', { handler: (request) => ({ body: process.env[request.query.get('name')] ?? 'none' }) });
app.http('slow', { handler: async (request, context) => {
  context.log('slow began');
  await fetch(request.query.get('gate')).catch(() => undefined);
  return { body: '${name}' };
} });
${more}`,
});

/** What a handler waits for: its connection breaks when the gate opens. */
export async function gate() {
  const server = createServer((socket) => void sockets.push(socket));
  const sockets: { destroy(): void }[] = [];
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/`,
    open() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
