import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { show } from './documents-api.ts';
import { endOf, listen, type Hub } from './hub.ts';
import { startSystem, temporaryHome, type System } from './system.ts';

const review = 'The pasta was delicious and our waiter could not have been kinder. The best dinner in years.';

describe('documents that cannot be processed', () => {
  let home: Awaited<ReturnType<typeof temporaryHome>>;
  let system: System;
  let hub: Hub;

  beforeAll(async () => {
    home = await temporaryHome();
    system = await startSystem(home.path);
    hub = await listen(system.connectionStrings.Events);
  });

  afterAll(async () => {
    await hub.close();
    await system.end();
    await home.remove();
  });

  it.each([
    { name: 'empty.pdf', content: '', says: /empty/i },
    { name: 'truncated.pdf', content: '%PDF-1.7\n1 0 obj\n<< /Type /Catalog', says: /damaged|cut off/i },
    {
      name: 'drawing.svg',
      content: '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
      says: /svg/i,
    },
    { name: 'page.html', content: '<!doctype html><html><body>Receipt</body></html>', says: /html/i },
    { name: 'archive.pdf', content: 'PK\u0003\u0004 and so on', says: /zip/i },
  ])('$name ends rejected with a reason and a next step', async ({ name, content, says }) => {
    await system.uploads.getBlockBlobClient(name).upload(content, Buffer.byteLength(content));
    const [event] = await hub.events(endOf(name));

    expect(event?.type).toBe('docscore.document.rejected.v1');
    expect(event?.data.reason?.message).toMatch(says);
    expect(event?.data.reason?.next).toMatch(/\w/);
    expect(await show(system, name)).toMatchObject({
      state: 'rejected',
      reason: { message: event?.data.reason?.message },
    });
  });

  it('harm none of those beside them', async () => {
    const names = Array.from({ length: 5 }, (_, at) => `beside-${String(at)}.txt`);
    await Promise.all(
      names.flatMap((name) => [
        system.uploads.getBlockBlobClient(name).upload(review, review.length),
        system.uploads.getBlockBlobClient(`${name}.pdf`).upload('%PDF-1.7 cut', 12),
      ]),
    );

    const ends = await Promise.all(
      names.flatMap((name) => [hub.events(endOf(name)), hub.events(endOf(`${name}.pdf`))]),
    );

    expect(ends.map(([event]) => event?.type.split('.')[2])).toEqual(names.flatMap(() => ['scored', 'rejected']));
  });
});
