import { expect, it } from 'vitest';
import { documentRow } from '../../../src/cli/screen/document-row.ts';
import type { Tracked } from '../../../src/cli/follow/tracked.ts';
import { aSummary, aTracked } from '../documents.ts';

const texts = (tracked: Tracked) => documentRow(tracked, { busy: '*', elapsedMs: 50 }).map(({ text }) => text);

it.each<{ what: string; tracked: Tracked; cells: string[] }>([
  {
    what: 'waits for its upload',
    tracked: aTracked({ version: undefined }),
    cells: ['receipt.jpg', '', '· waiting', '', '', '', '50'],
  },
  {
    what: 'is on its way',
    tracked: aTracked({ version: undefined, sent: 0.456 }),
    cells: ['receipt.jpg', '', '↑ 45 %', '', '', '', '50'],
  },
  { what: 'is stored', tracked: aTracked(), cells: ['receipt.jpg', '', '· stored', '', '', '', '50'] },
  {
    what: 'is read',
    tracked: aTracked({ summary: aSummary({ state: 'running', stage: 'ocr' }) }),
    cells: ['receipt.jpg', '', '* ocr', '', '', '', '50'],
  },
  {
    what: 'waits between two stages',
    tracked: aTracked({ summary: aSummary({ state: 'pending', stage: 'score' }) }),
    cells: ['receipt.jpg', '', '· score', '', '', '', '50'],
  },
  {
    what: 'is scored',
    tracked: aTracked({ summary: aSummary() }),
    cells: ['receipt.jpg', '1', '✓ scored', 'document-type 1.0.0', 'receipt', '98.7 %', '1,234'],
  },
  {
    what: 'was there before',
    tracked: aTracked({ kept: true, summary: aSummary() }),
    cells: ['receipt.jpg', '1', '= kept', 'document-type 1.0.0', 'receipt', '98.7 %', '1,234'],
  },
  {
    what: 'is rejected',
    tracked: aTracked({ summary: aSummary({ state: 'rejected' }) }),
    cells: ['receipt.jpg', '', '! rejected', 'The file is empty', '12'],
  },
  {
    what: 'is dead, though it was there before',
    tracked: aTracked({ kept: true, summary: aSummary({ state: 'dead' }) }),
    cells: ['receipt.jpg', '', '✗ dead', 'Five attempts failed', '12'],
  },
  {
    what: 'could not be stored',
    tracked: aTracked({ version: undefined, failure: 'The name breaks a rule' }),
    cells: ['receipt.jpg', '', '✗ failed', 'The name breaks a rule', ''],
  },
])('shows a document that $what', ({ tracked, cells }) => {
  expect(texts(tracked)).toEqual(cells);
});
