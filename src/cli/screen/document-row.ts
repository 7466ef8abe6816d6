import { endOf, type Tracked } from '../follow/tracked.ts';
import { milliseconds, percent } from './format.ts';
import type { Style } from './paint.ts';
import type { Cell, Column, Row } from './table.ts';

/** The table that people watch: one line per document. */
export const documentColumns: readonly Column[] = [
  { title: 'name', min: 14, max: 40 },
  { title: 'pages', min: 5, max: 5, align: 'right' },
  { title: 'stage', min: 12, max: 12, cut: 'end' },
  { title: 'model', min: 10, max: 26 },
  { title: 'answer', min: 8, max: 20, cut: 'end' },
  { title: 'conf.', min: 7, max: 7, align: 'right' },
  { title: 'ms', min: 6, max: 9, align: 'right' },
];

/** What answers look like, for widths that are chosen before the first is there. */
export const typicalRow: Row = ['', '', '', 'document-type 1.0.0', 'product-label', '', ''].map((text) => ({ text }));

const looks: Readonly<Record<string, { symbol: string; style: Style }>> = {
  scored: { symbol: '✓', style: 'green' },
  rejected: { symbol: '!', style: 'yellow' },
  dead: { symbol: '✗', style: 'red' },
  failed: { symbol: '✗', style: 'red' },
  kept: { symbol: '=', style: 'green' },
};
const otherLook: { symbol: string; style: Style } = { symbol: '-', style: 'dim' };

/** How a state looks: a symbol and a colour, so that nobody needs to see colours. */
export const lookOf = (state: string) => looks[state] ?? otherLook;

/**
 * @param busy Stands before the stage that runs.
 * @param elapsedMs Since it was stored, for a document in work.
 */
export function documentRow(
  tracked: Tracked,
  { busy = '·', elapsedMs }: { busy?: string; elapsedMs?: number | undefined } = {},
): Row {
  const { name, summary } = tracked;
  const over = stateShown(tracked);
  const stage: Cell = over
    ? { text: `${lookOf(over).symbol} ${over}`, style: lookOf(over).style }
    : inWork(tracked, busy);
  const start: Cell[] = [{ text: name }, { text: summary?.pages === undefined ? '' : String(summary.pages) }, stage];
  const end: Cell = { text: milliseconds(over ? tookMs(tracked) : elapsedMs), style: 'dim' };
  const reason = reasonOf(tracked);
  if (reason !== undefined) return [...start, { text: reason, span: 3, style: 'dim' }, end];
  return [...start, ...answerCells(tracked), end];
}

/** Why there is no answer, or none yet, for a person. */
export function reasonOf({ failure, summary }: Tracked): string | undefined {
  return failure ?? (summary?.answer ? undefined : summary?.reason?.message);
}

/** As the server says; else from the stored bytes to the end, which is what the person waited for. */
function tookMs({ summary, storedAt, kept }: Tracked): number | undefined {
  if (!summary || summary.durationMs !== undefined || storedAt === undefined || kept) return summary?.durationMs;
  return Math.max(0, Date.parse(summary.updatedAt) - storedAt);
}

/** `kept` says more than `scored`: the answer was there before. A dead document is dead, kept or not. */
function stateShown(tracked: Tracked): string | undefined {
  if (tracked.failure !== undefined) return 'failed';
  const end = endOf(tracked);
  return tracked.kept && (end === 'scored' || end === 'rejected') ? 'kept' : end;
}

function inWork({ version, summary, sent }: Tracked, busy: string): Cell {
  if (version === undefined && sent !== undefined)
    return { text: `↑ ${String(Math.floor(sent * 100))} %`, style: 'cyan' };
  if (version === undefined) return { text: '· waiting', style: 'dim' };
  if (!summary) return { text: '· stored', style: 'dim' };
  const isRunning = summary.state === 'running';
  return { text: `${isRunning ? busy : '·'} ${summary.stage}`, style: isRunning ? 'cyan' : 'dim' };
}

function answerCells({ summary }: Tracked): Cell[] {
  const answer = summary?.answer;
  if (!answer) return [{ text: '' }, { text: '' }, { text: '' }];
  return [
    { text: `${answer.model} ${answer.modelVersion}`, style: 'dim' },
    { text: answer.label, style: answer.label === 'unknown' ? 'yellow' : 'bold' },
    { text: percent(answer.confidence) },
  ];
}
