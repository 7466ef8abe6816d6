import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConfig, settingNames } from '../../src/config.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFile(join(root, file), 'utf8');

/** What the Functions runtime reads, not docscore. */
const ofTheRuntime = ['FUNCTIONS_WORKER_RUNTIME', 'AzureWebJobsStorage', 'languageWorkers__node__arguments'];

const connected = { Storage: 'UseDevelopmentStorage=true', Cosmos: 'x', Events: 'x', SWEEP_SCHEDULE: '0 * * * * *' };

describe('settings', () => {
  it('are the same in the code, in local.settings.sample.json and in the table of README.md', async () => {
    const sample = JSON.parse(await read('local.settings.sample.json')) as { Values: Record<string, string> };
    const table = [...(await read('README.md')).matchAll(/^\| `([A-Za-z_]+)`\s*\|/gm)].map(([, name]) => name);
    const inCode = [...settingNames].sort();

    expect(
      Object.keys(sample.Values)
        .filter((name) => !ofTheRuntime.includes(name))
        .sort(),
    ).toEqual(inCode);
    expect(table.sort()).toEqual(inCode);
  });

  it('named in a trigger are among them', async () => {
    const app = await read('src/app.ts');
    const named = [...app.matchAll(/'%([^%']+)%'|connection: '([^']+)'/g)].map(
      ([, setting, connection]) => setting ?? connection,
    );

    expect(named).not.toEqual([]);
    expect(named.filter((name) => !settingNames.includes(name ?? ''))).toEqual([]);
  });

  it('are read from the environment in main.ts only, and nothing asks whether it runs on a laptop', async () => {
    const grep = async (pattern: string, ...paths: string[]) => {
      const result = await promisify(execFile)('grep', ['-rlE', pattern, ...paths], { cwd: root }).catch(() => ({
        stdout: '',
      }));
      return result.stdout.trim().split('\n').filter(Boolean);
    };

    const appPaths = ['src/domain', 'src/pipeline', 'src/jobs', 'src/models', 'src/functions', 'src/adapters'];
    const appFiles = ['src/ports.ts', 'src/app.ts', 'src/main.ts', 'src/config.ts', 'src/services.ts'];
    expect(await grep('process\\.env|process\\[', ...appPaths, ...appFiles)).toEqual([
      'src/adapters/onnx-runtime.ts', // Sets one for a library, and reads none.
      'src/main.ts',
    ]);
    expect(
      await grep(
        'is_?[Ll]ocal|NODE_ENV|AZURE_FUNCTIONS_ENVIRONMENT|127\\.0\\.0\\.1|localhost|UseDevelopment',
        ...appPaths,
        ...appFiles,
      ),
    ).toEqual([]);
  });

  it('stop the start with every bad one named at once', () => {
    const bad = { ...connected, Cosmos: '', READERS: '-1', LEASE_SECONDS: 'soon', READER: 'tesseract' };

    for (const name of ['Cosmos', 'READERS', 'LEASE_SECONDS', 'READER']) {
      expect(() => readConfig(bad)).toThrow(name);
    }
  });

  it('have the defaults of the design', () => {
    const { limits, reader } = readConfig(connected);

    expect(limits).toEqual({
      uploadBytes: 50e6,
      leaseSeconds: 30,
      maxAttempts: 5,
      sweepGraceSeconds: 60,
      eraseAfterSeconds: 3600,
    });
    expect(reader.limits).toEqual({ memoryMb: 800, openSeconds: 5, pageSeconds: 10, pages: 200, megapixels: 40 });
  });
});
