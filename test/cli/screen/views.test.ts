import { describe, expect, it } from 'vitest';
import { liveRegion } from '../../../src/cli/screen/live-region.ts';
import { plainView } from '../../../src/cli/screen/plain-view.ts';
import { terminalView } from '../../../src/cli/screen/terminal-view.ts';
import { textWidth } from '../../../src/cli/screen/width.ts';
import { aSummary, aTracked } from '../documents.ts';
import { memoryScreen, shownOnTerminal } from '../memory-screen.ts';

const running = (name: string) => aTracked({ name, summary: aSummary({ name, state: 'running', stage: 'ocr' }) });
const scored = (name: string) => aTracked({ name, summary: aSummary({ name }) });
const names = (lines: readonly string[]) => lines.map((line) => line.split(' ')[0]);

describe('plainView', () => {
  it('prints each document once, when its way is over, with its whole reason', () => {
    const screen = memoryScreen();
    const view = plainView(screen);
    const reason = { code: 'rejected', message: `A reason ${'that is long '.repeat(20)}` };

    view.update([running('a.jpg'), running('b.pdf')]);
    view.update([scored('a.jpg'), running('b.pdf')]);
    view.update([
      scored('a.jpg'),
      aTracked({ name: 'b.pdf', summary: aSummary({ name: 'b.pdf', state: 'rejected', reason }) }),
    ]);
    view.close();

    const lines = screen.written().trimEnd().split('\n');
    expect(names(lines)).toEqual(['name', 'a.jpg', 'b.pdf']);
    expect(lines[2]).toContain(reason.message.trimEnd());
    expect(lines[2]?.indexOf(' 12  A reason')).toBe(lines[0]?.indexOf(' ms'));
    // eslint-disable-next-line no-control-regex -- their absence is the subject
    expect(screen.written()).not.toMatch(/\u001b/);
  });
});

describe('terminalView', () => {
  it('redraws one line per document in place', () => {
    const screen = memoryScreen({ columns: 100, rows: 30 });
    const view = terminalView(screen, () => 0);

    view.update([running('a.jpg'), running('b.pdf')]);
    view.note('A note that stays');
    view.update([scored('a.jpg'), running('b.pdf')]);
    view.note('Another');
    view.update([scored('a.jpg'), scored('b.pdf')]);
    view.close();

    expect(names(shownOnTerminal(screen.written()))).toEqual(['A', 'Another', 'name', 'a.jpg', 'b.pdf']);
    expect(screen.written().endsWith('\u001b[?25h')).toBe(true);
  });

  it('keeps each document once when they are more than the window is high', () => {
    const screen = memoryScreen({ columns: 100, rows: 8 });
    const all = Array.from({ length: 20 }, (_, index) => `document-${String(index)}.jpg`);
    const view = terminalView(screen, () => 0);

    view.update(all.map((name, index) => (index < 7 ? scored(name) : running(name))));
    view.note('noted');
    view.update(all.map(scored));
    view.close();

    const lines = names(shownOnTerminal(screen.written()));
    expect(lines.filter((line) => line?.startsWith('document-')).toSorted()).toEqual(all.toSorted());
  });

  it('never draws a line that is wider than the window', () => {
    const screen = memoryScreen({ columns: 80, rows: 30 });
    const view = terminalView(screen, () => 0);

    view.update([scored(`${'領収書'.repeat(300)}.jpg`), scored('a\u202e.jpg')]);
    view.close();

    for (const line of shownOnTerminal(screen.written())) expect(textWidth(line)).toBeLessThan(80);
  });
});

describe('liveRegion', () => {
  it('writes nothing for a frame like the last one', () => {
    const screen = memoryScreen({ columns: 80, rows: 24 });
    const region = liveRegion(screen);
    region.draw(['one', 'two']);
    const before = screen.written();

    region.draw(['one', 'two']);

    expect(screen.written()).toBe(before);
  });

  it('leaves nothing of a longer frame behind', () => {
    const screen = memoryScreen({ columns: 80, rows: 24 });
    const region = liveRegion(screen);

    region.draw(['one long line', 'two', 'three']);
    region.draw(['one']);
    region.above(['for good']);

    expect(shownOnTerminal(screen.written())).toEqual(['for good', 'one']);
  });

  it('goes up by as many rows as a narrower window has wrapped the last frame to', () => {
    let columns = 80;
    const screen = memoryScreen({ columns, rows: 24 });
    const region = liveRegion({ ...screen, size: () => ({ columns, rows: 24 }) });
    region.draw(['x'.repeat(60)]);
    columns = 25;

    region.draw(['y']);

    expect(screen.written()).toContain('\u001b[3A');
  });
});
