import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { contentsOfZip } from '../../../src/release/packaging/zip.ts';
import { azureCli } from '../../../src/release/steps/az.ts';
import type { EnvironmentName, StepContext } from '../../../src/release/steps/step.ts';

const root = join(import.meta.dirname, '../../..');

interface Options {
  /** Of the apps; absent: one that tells the digest of whatever package it was given. */
  readonly url?: string;
  readonly key?: string;
  readonly token?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** An environment for single steps: `az` is a program of the test's own on PATH, and the two apps answer `GET /api/version`. */
export interface AnEnvironment {
  /** What a step of a job gets; each job has a folder for its evidence. */
  context(job: string, environment?: EnvironmentName, env?: Readonly<Record<string, string>>): StepContext;
  /** What `az` was asked so far, one line a call, and forgets it. */
  calls(): Promise<string[]>;
  /** What the steps said so far, and forgets it. */
  said(): string[];
  stop(): Promise<void>;
}

/** @param home A folder of its own. @param drop What ci made. */
export async function anEnvironment(home: string, drop: string, options: Options = {}): Promise<AnEnvironment> {
  const apps = options.url === undefined ? await serveApps(home) : undefined;
  const urlOf = (name: string) => options.url ?? `${apps?.url ?? ''}/${name}`;
  await mkdir(join(home, 'bin'), { recursive: true });
  await copyFile(join(import.meta.dirname, 'az.sh'), join(home, 'bin/az'));
  await chmod(join(home, 'bin/az'), 0o755);
  const outputs = Object.fromEntries(
    Object.entries({
      ...{ liveAppName: 'live', liveAppUrl: urlOf('live'), candidateAppName: 'candidate' },
      ...{ candidateAppUrl: urlOf('candidate'), storageAccountName: 'store', storageBlobUri: 'http://127.0.0.1:1/' },
      systemTopicName: 'topic',
    }).map(([name, value]) => [name, { type: 'String', value }]),
  );
  const { key = 'key', token = 'token' } = options;
  const answers = {
    deployment: { properties: { provisioningState: 'Succeeded', outputs } },
    keys: { masterKey: 'm', functionKeys: { default: key }, systemKeys: {} },
    token: { accessToken: token, tokenType: 'Bearer' },
  };
  for (const [name, answer] of Object.entries(answers))
    await writeFile(join(home, `${name}.json`), JSON.stringify(answer));
  await writeFile(join(home, 'calls.txt'), '');
  let lines: string[] = [];
  return {
    context(job, environment = 'prod', more = {}) {
      const env = {
        ...process.env,
        PATH: `${join(home, 'bin')}:${process.env['PATH'] ?? ''}`,
        ...options.env,
        ...more,
      };
      const note = (line: string) => lines.push(line);
      const place = { drop, folder: join(home, job) };
      return { root, environment, place, az: azureCli(env), env, now: () => new Date(), say: note, print: note };
    },
    async calls() {
      const all = (await readFile(join(home, 'calls.txt'), 'utf8')).trim().split('\n');
      await writeFile(join(home, 'calls.txt'), '');
      return all.filter((line) => line !== '');
    },
    said() {
      const all = lines;
      lines = [];
      return all;
    },
    stop: async () => apps?.stop(),
  };
}

/** Each app tells what its last package says of itself. */
async function serveApps(home: string): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const [, app = ''] = (request.url ?? '').split('/');
    void contentsOfZip(join(home, `${app}.zip`)).then(
      ({ build }) => response.end(JSON.stringify({ digest: build.digest })),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  const stop = () =>
    new Promise<void>((closed) => {
      server.close(() => {
        closed();
      });
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${String(address.port)}`, stop };
}
