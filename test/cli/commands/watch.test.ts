import { describe, expect, it } from 'vitest';
import { documentServer } from '../document-server.ts';
import { aDetail } from '../documents.ts';
import { jsonLines, spawnDocscore, talk } from '../run-docscore.ts';

describe('watch', () => {
  it.each([
    { name: 'receipt.jpg', exitCode: 0, shows: '✓ scored' },
    { name: 'dead.jpg', exitCode: 1, shows: '✗ dead' },
    { name: 'rejected.jpg', exitCode: 1, shows: '! rejected' },
  ])('follows $name to its end', async ({ name, exitCode, shows }) => {
    await using server = await documentServer();
    server.add(aDetail({ name, state: 'pending', stage: 'ocr' }));

    expect(await talk(server, ['watch', name])).toMatchObject({
      exitCode,
      stdout: expect.stringContaining(shows) as string,
    });
  });

  it('prints every change of any document until it is ended', async () => {
    await using server = await documentServer();
    server.add(aDetail({ name: 'old.jpg' }));
    const { child, ended, outputs } = spawnDocscore([
      'watch',
      '--output',
      'json',
      '--url',
      server.url,
      '--key',
      server.key,
    ]);
    server.add(aDetail({ name: 'old.jpg', run: 2, updatedAt: '2026-11-21T15:00:00.000Z' }));
    let run = 2;
    const next = setInterval(
      () => server.add(aDetail({ name: 'old.jpg', run: (run += 1), updatedAt: '2026-11-21T15:00:00.000Z' })),
      50,
    );

    await outputs((text) => text.trimEnd().split('\n').length >= 2 && text.endsWith('\n'));
    clearInterval(next);
    child.kill('SIGTERM');

    const [first, second] = jsonLines((await ended).stdout);
    expect(Number(second?.['run'])).toBeGreaterThan(Number(first?.['run']));
  });
});
