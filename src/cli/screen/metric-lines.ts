import type { Manifest } from '../../domain/manifest.ts';
import { plural } from './format.ts';
import type { Paint } from './paint.ts';
import { columnWidths, headerLine, tableLine, type Column, type Row } from './table.ts';

const right = { align: 'right', min: 6, max: 9 } as const;
const metricColumns: readonly Column[] = [
  { title: 'metric', min: 10, max: 40 },
  { title: 'figure', ...right },
  { title: '95 % interval', min: 13, max: 20 },
];
const classColumns: readonly Column[] = [
  { title: 'label', min: 10, max: 40 },
  ...['precision', 'recall', 'f1', 'rows'].map((title) => ({ title, ...right })),
];
const sliceColumns: readonly Column[] = [
  { title: 'slice', min: 10, max: 50 },
  { title: 'accuracy', ...right },
  { title: 'rows', ...right },
];
const testColumns: readonly Column[] = [
  { title: 'checks', min: 10, max: 40 },
  { title: 'score', ...right },
];

/** How good a model version is by its own evaluation: headline figures, per label, per slice, per group of checks. */
export function metricLines({ metrics, evaluation, tests }: Manifest, paint: Paint, available: number): string[] {
  const table = (columns: readonly Column[], rows: readonly Row[]) => {
    if (rows.length === 0) return [];
    const widths = columnWidths(columns, rows, available - 2);
    return ['', headerLine(columns, widths, paint), ...rows.map((row) => tableLine(columns, widths, row, paint))];
  };
  const lines = [
    ...table(
      metricColumns,
      Object.entries(metrics).map(([name, figure]) => [
        { text: name },
        { text: shown(figure) },
        { text: interval(evaluation?.intervals[name]), style: 'dim' },
      ]),
    ),
    ...table(
      classColumns,
      Object.entries(evaluation?.perClass ?? {}).map(([label, { precision, recall, f1, rows }]) => [
        { text: label },
        ...[precision, recall, f1].map((figure) => ({ text: shown(figure) })),
        { text: rows.toLocaleString('en'), style: 'dim' },
      ]),
    ),
    ...table(
      sliceColumns,
      Object.entries(evaluation?.slices ?? {}).map(([slice, { accuracy, rows }]) => [
        { text: slice },
        { text: shown(accuracy) },
        { text: rows.toLocaleString('en'), style: 'dim' },
      ]),
    ),
    ...table(
      testColumns,
      Object.entries(tests ?? {}).map(([group, score]) => [{ text: group }, { text: shown(score) }]),
    ),
  ];
  return [
    ...(evaluation ? [paint('dim', `on ${plural(evaluation.rows, 'row')} that it was not trained on`)] : []),
    ...lines.slice(evaluation ? 0 : 1),
  ];
}

const shown = (figure: number): string => figure.toFixed(3);
const interval = (ends: readonly number[] | undefined): string => (ends ? ends.map(shown).join(' to ') : '');
