import type { DocumentDetail, RunView } from '../../domain/document-view.ts';
import { stages, type Reason } from '../../domain/job.ts';
import { lookOf } from './document-row.ts';
import { bar, bytes, duration, moment, percent, plural } from './format.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import type { Screen } from './screen.ts';
import { shortenEnd, shortenMiddle } from './shorten.ts';
import { columnWidths, headerLine, tableLine, type Column, type Row } from './table.ts';

const likeliest = 6;
const barWidth = 24;

/** A document for a person to read: what it is, how it got there, what the models say. One string per line. */
export function documentPage(detail: DocumentDetail, { paint, size }: Screen): string[] {
  const columns = Math.min(size().columns, 120);
  const current = detail.runs.find(({ version, run }) => version === detail.version && run === detail.run);
  return [
    ...head(detail, paint, columns),
    ...reasonLines(detail.reason, paint),
    ...section('Stages', current ? stageLines(current, paint, columns) : [], paint),
    ...section('Predictions', predictionLines(detail.predictions, paint), paint),
    ...section('Runs', runLines(detail, paint, columns), paint),
  ];
}

function head(detail: DocumentDetail, paint: Paint, columns: number): string[] {
  const { symbol, style } = lookOf(detail.state);
  const answer = detail.answer
    ? `  ${paint('bold', printable(detail.answer.label))} ${percent(detail.answer.confidence)}`
    : '';
  const facts = [
    ...(detail.pages === undefined ? [] : [plural(detail.pages, 'page')]),
    bytes(detail.sizeBytes),
    printable(detail.contentType),
    ...(detail.durationMs === undefined ? [] : [duration(detail.durationMs)]),
  ];
  return [
    paint('bold', Number.isFinite(columns) ? shortenMiddle(detail.name, columns) : printable(detail.name)),
    `${paint(style, `${symbol} ${detail.state}`)}${answer}`,
    paint('dim', facts.join(' · ')),
    '',
    `${paint('dim', 'document id')}  ${detail.documentId}`,
    `${paint('dim', 'version')}      ${printable(detail.version)}, run ${detail.run}`,
    `${paint('dim', 'changed')}      ${moment(detail.updatedAt)} UTC`,
  ];
}

function reasonLines(reason: Reason | undefined, paint: Paint): string[] {
  if (!reason) return [];
  const next = reason.next === undefined ? [] : [`${paint('dim', 'next step')}    ${printable(reason.next)}`];
  return [
    `${paint('dim', 'reason')}       ${printable(reason.message)} ${paint('dim', `(${printable(reason.code)})`)}`,
    ...next,
  ];
}

const section = (title: string, lines: readonly string[], paint: Paint) =>
  lines.length === 0 ? [] : ['', paint('bold', title), ...lines.map((line) => `  ${line}`)];

const stageColumns: readonly Column[] = [
  { title: 'stage', min: 10, max: 10 },
  { title: 'attempts', min: 8, max: 8, align: 'right' },
  { title: 'began', min: 19, max: 19 },
  { title: 'took', min: 10, max: 12, align: 'right' },
];

function stageLines(run: RunView, paint: Paint, columns: number): string[] {
  const rows = stages.flatMap((stage): Row[] => {
    const progress = run.stages[stage];
    if (!progress) return [];
    const took = progress.durationMs === undefined ? undefined : duration(progress.durationMs);
    const again = progress.attempts > 1;
    return [
      [
        { text: stage },
        { text: String(progress.attempts), ...(again && { style: 'yellow' as const }) },
        { text: moment(progress.startedAt) },
        took === undefined ? { text: 'not done', style: 'dim' } : { text: took },
      ],
    ];
  });
  return tableLines(stageColumns, rows, paint, columns);
}

function predictionLines(predictions: DocumentDetail['predictions'], paint: Paint): string[] {
  return predictions.flatMap(({ model, modelVersion, slot, label, probabilities }, index) => {
    const ranked = Object.entries(probabilities).toSorted(([, a], [, b]) => b - a);
    const width = Math.max(...ranked.map(([name]) => Math.min(printable(name).length, 24)), 0);
    const rest = ranked.length - likeliest;
    return [
      ...(index === 0 ? [] : ['']),
      `${printable(model)} ${paint('dim', `${printable(modelVersion)} · ${slot}`)}  ${paint('bold', printable(label))}`,
      ...ranked.slice(0, likeliest).map(([name, probability]) => {
        const isAnswer = name === label;
        const shown = shortenEnd(name, width).padEnd(width);
        const drawn = paint(isAnswer ? 'green' : 'dim', bar(probability, barWidth));
        return `${isAnswer ? shown : paint('dim', shown)}  ${drawn}  ${percent(probability).padStart(7)}`;
      }),
      ...(rest > 0 ? [paint('dim', `and ${plural(rest, 'label')} more`)] : []),
    ];
  });
}

const runColumns: readonly Column[] = [
  { title: 'version', min: 12, max: 40 },
  { title: 'run', min: 3, max: 5, align: 'right' },
  { title: 'state', min: 12, max: 12 },
  { title: 'pages', min: 5, max: 5, align: 'right' },
  { title: 'began', min: 19, max: 19 },
  { title: 'answers', min: 10, max: 60, cut: 'end' },
];

function runLines({ runs }: DocumentDetail, paint: Paint, columns: number): string[] {
  const rows = runs.map(({ version, run, state, pages, createdAt, predictions, reason }): Row => {
    const { symbol, style } = lookOf(state);
    const answers = predictions.map(({ model, label }) => `${model}: ${label}`).join(', ');
    return [
      { text: version },
      { text: String(run) },
      { text: `${symbol} ${state}`, style },
      { text: pages === undefined ? '' : String(pages) },
      { text: moment(createdAt) },
      { text: answers === '' ? (reason?.message ?? '') : answers, style: 'dim' },
    ];
  });
  return tableLines(runColumns, rows, paint, columns);
}

function tableLines(columns: readonly Column[], rows: readonly Row[], paint: Paint, available: number): string[] {
  if (rows.length === 0) return [];
  const widths = columnWidths(columns, rows, available - 2);
  return [headerLine(columns, widths, paint), ...rows.map((row) => tableLine(columns, widths, row, paint))];
}
