import type { Comparison, SlotFigures } from '../../domain/comparison.ts';
import type { RolloutDetail, RolloutView } from '../../domain/rollout-view.ts';
import { accuracyOf } from '../../models/decision.ts';
import { milliseconds, moment, percent, plural } from './format.ts';
import { printable } from './printable.ts';
import type { Screen } from './screen.ts';
import { columnWidths, headerLine, tableLine, type Column, type Row } from './table.ts';

/** What is in the slots, in one line: `review: green 1.0.0, blue 1.1.0 as canary with 10.0 % (generation 3)`. */
export function slotsLine({
  model,
  generation,
  green,
  blue,
}: Pick<RolloutView, 'model' | 'generation' | 'green' | 'blue'>) {
  const share = blue?.mode === 'canary' ? ` with ${percent(blue.share)}` : '';
  const candidate = blue
    ? `, blue ${blue.modelVersion} ${blue.mode === 'canary' ? 'as canary' : 'in shadow'}${share}`
    : '';
  return `${model}: green ${green.modelVersion}${candidate} (generation ${String(generation)})`;
}

/** Green beside blue, and what the rule says. */
export function comparisonPage(comparison: Comparison, { paint, size }: Screen): string[] {
  const { green, blue, pairs, labels, decision, guard } = comparison;
  const columns: Column[] = [
    { title: '', min: 12, max: 20 },
    { title: `green ${green.modelVersion}`, align: 'right', min: 8, max: 24 },
    { title: `blue ${blue.modelVersion}`, align: 'right', min: 8, max: 24 },
  ];
  const labelled = labels.bothRight + labels.onlyGreen + labels.onlyBlue + labels.bothWrong;
  const row = (name: string, of: (figures: SlotFigures, slot: 'green' | 'blue') => string): Row =>
    [name, of(green, 'green'), of(blue, 'blue')].map((text) => ({ text }));
  const rows = [
    row('requests', ({ requests }) => requests.toLocaleString('en')),
    row('failed', ({ errors }) => errors.toLocaleString('en')),
    row('p50 ms', ({ p50Ms }) => ms(p50Ms)),
    row('p95 ms', ({ p95Ms }) => ms(p95Ms)),
    row('p99 ms', ({ p99Ms }) => ms(p99Ms)),
    row('confidence', ({ confidence }) => percent(confidence)),
    row(`right of ${String(labelled)}`, (_, slot) => percent(accuracyOf(labels, slot))),
    ...shareRows(comparison, row),
  ];
  const widths = columnWidths(columns, rows, size().columns);
  const same = pairs.rows === 0 ? '' : `, the same label for ${percent(comparison.agreement)}`;
  return [
    headerLine(columns, widths, paint),
    ...rows.map((one) => tableLine(columns, widths, one, paint)),
    '',
    `Both answered ${plural(pairs.rows, 'instance')}${same}${lostOf(pairs)}`,
    ...pairs.changed
      .slice(0, 10)
      .map((one) => `  ${printable(one.green)} → ${printable(one.blue)}  ${one.rows.toLocaleString('en')}`),
    ...(guard
      ? [`Guard rails: errors ${evidence(guard.evidence.errors)}, latency ${evidence(guard.evidence.latency)} of 200`]
      : []),
    `${paint(styles[decision.verdict], decision.verdict)}: ${decision.says}`,
  ];
}

/** Who changed what, latest first. */
export function historyLines(history: RolloutDetail['history'], model: string) {
  return history.flatMap(({ at, by, action, why, isForced, to }) => [
    `${moment(at)}  ${action}${isForced ? ' by force' : ''}  ${printable(by)}`,
    `  ${slotsLine({ model, ...to })}${why === undefined ? '' : `: ${printable(why)}`}`,
  ]);
}

const styles = { accept: 'green', keep: 'red', 'not enough data': 'yellow' } as const;

function shareRows(
  { green, blue }: Comparison,
  row: (name: string, of: (figures: SlotFigures) => string) => Row,
): Row[] {
  const labels = [...new Set([...Object.keys(green.labels), ...Object.keys(blue.labels)])].sort().slice(0, 12);
  const share = ({ labels, rows }: SlotFigures, label: string) =>
    rows === 0 ? undefined : (labels[label] ?? 0) / rows;
  return labels.map((label) => row(`says ${printable(label)}`, (figures) => percent(share(figures, label))));
}

const lostOf = ({ failed, dropped }: Comparison['pairs']) =>
  failed + dropped === 0 ? '' : ` (blue failed at ${String(failed)}, ${String(dropped)} dropped for want of time)`;

const ms = (value: number | undefined) => (value === undefined || value >= 10 ? milliseconds(value) : value.toFixed(1));

const evidence = (value: number) => (value >= 1000 ? '> 1,000' : value.toFixed(1));
