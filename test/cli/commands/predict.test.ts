import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { docscore, jsonLines, temporaryFolder } from '../run-docscore.ts';
import { scoringServer } from '../scoring-server.ts';

const north = ['--value', 'region=north', '--value', 'month=3'];

const talk = ({ url, key }: { url: string; key: string }, args: readonly string[], cwd?: string) =>
  docscore([...args, '--url', url], { env: { DOCSCORE_KEY: key }, ...(cwd !== undefined && { cwd }) });

describe('docscore predict', () => {
  it('sends named values as the model reads them, and shows the answer', async () => {
    await using server = await scoringServer();

    const { exitCode, stdout, stderr } = await talk(server, ['predict', 'incident', ...north, '--value', 'hours=']);

    expect(server.asked).toEqual([
      { url: '/api/models/incident/predict', body: { instances: [{ region: 'north', month: 3, hours: null }] } },
    ]);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('incident 1.0.0 (green)')]);
    expect(stdout).toMatch(/region=north month=3 .*resolved +90\.0 %/);
  });

  it('asks for explanation and recording, and shows both', async () => {
    await using server = await scoringServer();

    const { stdout } = await talk(server, ['predict', 'incident', ...north, '--explain', '--record']);

    expect(server.asked[0]?.url).toBe('/api/models/incident/predict?explain=1&record=1');
    expect(stdout).toContain('request:abc:0');
    expect(stdout).toContain('region=north +2.50');
  });

  it('sends a table in requests of 1,000 and says what it does not read of it', async () => {
    await using server = await scoringServer();
    await using folder = await temporaryFolder();
    const rows = Array.from({ length: 1500 }, (_, index) => `${index % 2 ? 'north' : 'south'},${(index % 12) + 1},x`);
    await writeFile(join(folder.path, 'rows.csv'), ['region,month,right', ...rows].join('\n'));

    const args = ['predict', 'incident', '--csv', 'rows.csv', '--output', 'json'];
    const { stdout, stderr } = await talk(server, args, folder.path);

    expect(server.asked.map(({ body }) => body.instances.length)).toEqual([1000, 500]);
    expect(server.asked[0]?.body.instances[0]).toEqual({ region: 'south', month: 1 });
    expect(jsonLines(stdout).map(({ label }) => label)).toEqual(
      rows.map((row) => (row.startsWith('north') ? 'resolved' : 'unresolved')),
    );
    expect(stderr).toContain('Not read by incident: right');
  });

  it('says what docscore refuses, and ends with 1', async () => {
    await using server = await scoringServer();

    const { exitCode, stderr } = await talk(server, ['predict', 'incident', '--value', 'region=east']);

    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('"east" is not allowed; allowed: north, south')]);
  });

  it('names the list of models when there is no such model', async () => {
    await using server = await scoringServer();

    const { exitCode, stderr } = await talk(server, ['predict', 'other', ...north]);

    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('docscore models list')]);
  });
});
