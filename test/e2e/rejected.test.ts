import { describe, expect, it } from 'vitest';
import { show } from './documents-api.ts';
import { endOf } from './hub.ts';
import { runningSystem } from './running-system.ts';

const review = 'The pasta was delicious and our waiter could not have been kinder. The best dinner in years.';

describe('documents that cannot be processed', () => {
  const running = runningSystem({ UPLOAD_LIMIT_MB: '1' });

  it.each([
    { name: 'empty.pdf', content: '', says: /empty/i },
    { name: 'truncated.pdf', content: '%PDF-1.7\n1 0 obj\n<< /Type /Catalog', says: /damaged|cut off/i },
    {
      name: 'drawing.svg',
      content: '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
      says: /svg/i,
    },
    { name: 'page.html', content: '<!doctype html><html><body>Receipt</body></html>', says: /html/i },
    { name: 'over-the-limit.txt', content: 'word '.repeat(200_001), says: /at most 1 MB/ },
    { name: 'archive.pdf', content: 'PK\u0003\u0004 and so on', says: /zip/i },
  ])('$name ends rejected with a reason and a next step', async ({ name, content, says }) => {
    await running.system.uploads.getBlockBlobClient(name).upload(content, Buffer.byteLength(content));
    const [event] = await running.hub.events(endOf(name));

    expect(event?.type).toBe('docscore.document.rejected.v1');
    expect(event?.data.reason?.message).toMatch(says);
    expect(event?.data.reason?.next).toMatch(/\w/);
    expect(await show(running.system, name)).toMatchObject({
      state: 'rejected',
      reason: { message: event?.data.reason?.message },
    });
  });

  it('harm none of those beside them', async () => {
    const names = Array.from({ length: 5 }, (_, at) => `beside-${String(at)}.txt`);
    await Promise.all(
      names.flatMap((name) => [
        running.system.uploads.getBlockBlobClient(name).upload(review, review.length),
        running.system.uploads.getBlockBlobClient(`${name}.pdf`).upload('%PDF-1.7 cut', 12),
      ]),
    );

    const ends = await Promise.all(
      names.flatMap((name) => [running.hub.events(endOf(name)), running.hub.events(endOf(`${name}.pdf`))]),
    );

    expect(ends.map(([event]) => event?.type.split('.')[2])).toEqual(names.flatMap(() => ['scored', 'rejected']));
  });
});
