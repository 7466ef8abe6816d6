import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const PROGRAM = `
import { app } from '@azure/functions';
import { connect } from 'node:net';

// The test sees the end of this process as the end of its connection.
if (process.env.WITNESS_PORT) connect(Number(process.env.WITNESS_PORT), '127.0.0.1').on('error', () => {});

app.eventGrid('receive-document', { handler: (event, context) => context.log('received ' + event.subject.split('/').at(-1)) });
app.storageQueue('ocr-document', { connection: 'Storage', queueName: 'ocr', handler: (message, context) => context.log('queued ' + message) });
app.http('settings', { route: 'settings', authLevel: 'function', handler: () => ({ jsonBody: process.env }) });
`;

/** Writes a small Functions app in the place of docscore's own. */
export async function writeFixtureApp(dir: string, program = PROGRAM): Promise<void> {
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, 'package.json'), JSON.stringify({ name: 'fixture', type: 'module', main: 'index.mjs' }));
  const extensions = { http: { routePrefix: '' }, queues: { messageEncoding: 'none' } };
  await writeFile(join(dir, 'host.json'), JSON.stringify({ version: '2.0', extensions }));
  await writeFile(join(dir, 'index.mjs'), program);
  await symlink(join(import.meta.dirname, '../../../node_modules'), join(dir, 'node_modules'));
}
