import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { call, idOf, show, versionOf } from './documents-api.ts';
import { endOf } from './hub.ts';
import { runningSystem } from './running-system.ts';

const samples = join(import.meta.dirname, '../../seed/documents');

interface Ocr {
  readonly pageCount: number;
  readonly pages: readonly { readonly page: number; readonly text: string; readonly source: string }[];
}

describe('a scanned PDF of three pages', () => {
  const running = runningSystem();
  let scan: Buffer;
  let markers: string[];

  beforeAll(async () => {
    scan = await readFile(join(samples, 'letter-council-3-pages.pdf'));
    ({ markers } = JSON.parse(await readFile(join(samples, 'letter-council-3-pages.pdf.truth.json'), 'utf8')) as {
      markers: string[];
    });
  });

  /** The same document in other bytes: readers ignore what follows the end of a PDF. */
  const upload = (name: string) => {
    const bytes = Buffer.concat([scan, Buffer.from(`\n% ${name}\n`)]);
    return running.system.uploads.getBlockBlobClient(name).upload(bytes, bytes.length);
  };

  const ocrOf = async (name: string) =>
    (await (await call(running.system, `/api/documents/${idOf(name)}/ocr`)).json()) as Ocr;

  const expectWhole = async (name: string) => {
    const { pages, pageCount } = await ocrOf(name);
    expect(pageCount).toBe(3);
    expect(
      pages.map(({ page, text }) => markers.filter((marker) => text.includes(marker)).map((marker) => [page, marker])),
    ).toEqual(markers.map((marker, index) => [[index + 1, marker]]));
    expect(pages.map(({ source }) => source)).toEqual(['recognised', 'recognised', 'recognised']);
  };

  it('is read whole: each page with its own marker word, in order, and with its picture', async () => {
    await upload('whole.pdf');
    const [event] = await running.hub.events(endOf('whole.pdf'));

    expect(event?.data.pages).toBe(3);
    await expectWhole('whole.pdf');
    for (const page of [1, 2, 3]) {
      const picture = await call(running.system, `/api/documents/${idOf('whole.pdf')}/pages/${String(page)}`);
      const bytes = Buffer.from(await picture.arrayBuffer());
      expect([picture.status, picture.headers.get('content-type'), bytes.toString('latin1', 8, 12)]).toEqual([
        200,
        'image/webp',
        'WEBP',
      ]);
    }
    expect((await call(running.system, `/api/documents/${idOf('whole.pdf')}/pages/4`)).status).toBe(404);
  });

  it('is read whole when its reader is killed at the second page', async () => {
    const before = running.system.lines.length;
    const fresh = (line: string) => running.system.lines.indexOf(line, before) >= 0;
    await upload('killed.pdf');
    await running.system.line((line) => fresh(line) && line.includes('page.recognised'));
    for (const line of running.system.lines.filter((candidate) => candidate.includes('reader.started'))) {
      const { pid } = JSON.parse(line.slice(line.indexOf('{'))) as { pid: number };
      if ((await running.system.pids()).includes(pid)) process.kill(pid, 'SIGKILL');
    }

    const [event] = await running.hub.events(endOf('killed.pdf'));

    expect(event).toMatchObject({ type: 'docscore.document.scored.v1', data: { pages: 3 } });
    await expectWhole('killed.pdf');
  });

  it('ends scored when its metadata is set while it is read, its pages from the memo', async () => {
    const first = await upload('touched.pdf');
    const recognised = () => running.system.lines.filter((line) => line.includes('page.recognised')).length;
    const before = recognised();
    await running.system.line((line) => line.includes('document.registered') && line.includes(idOf('touched.pdf')));
    const touched = await running.system.uploads.getBlobClient('touched.pdf').setMetadata({ reviewed: 'yes' });

    // No event tells of it: the run that is under way meets it, or the sweep finds it.
    await running.hub.events(({ data }) => data.name === 'touched.pdf' && data.version === versionOf(touched));

    const shown = await show(running.system, 'touched.pdf');
    expect(shown).toMatchObject({ state: 'scored', version: versionOf(touched), pages: 3 });
    expect(shown.runs.find(({ version }) => version === versionOf(first))?.state).toMatch(/^(superseded|scored)$/);
    expect(recognised() - before).toBe(3);
    await expectWhole('touched.pdf');
  });
});
