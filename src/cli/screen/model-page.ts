import type { Manifest, ModelInput } from '../../domain/manifest.ts';
import type { ModelDetail } from '../../domain/model-view.ts';
import { plural, moment, percent } from './format.ts';
import { metricLines } from './metric-lines.ts';
import { blueOf } from './model-row.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import type { Screen } from './screen.ts';
import { columnWidths, headerLine, tableLine, type Column, type Row } from './table.ts';

/** A model version for a person to read: where it serves, what it reads and answers, how good it is, where it comes from. */
export function modelPage(detail: ModelDetail, { paint, size }: Screen): string[] {
  const columns = Math.min(size().columns, 120);
  const { manifest } = detail;
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', paint('bold', title), ...lines.map((line) => `  ${line}`)];
  return [
    `${paint('bold', printable(detail.model))}${manifest ? ` ${manifest.modelVersion}` : ''}`,
    printable(manifest?.description ?? detail.description ?? ''),
    ...section('Slots', slotLines(detail, paint)),
    ...(manifest
      ? [
          ...section('Reads', [...readsLines(manifest), ...inputLines(manifest.signature.inputs, paint, columns)]),
          ...section('Answers', answerLines(manifest)),
          ...section('Metrics', metricLines(manifest, paint, columns)),
          ...section('Comes from', lineageLines(manifest, paint)),
          ...section(
            'Files (SHA-256)',
            Object.entries(manifest.files).map(([name, digest]) => `${printable(name)}  ${paint('dim', digest)}`),
          ),
        ]
      : []),
  ];
}

function slotLines({ state, reason, slots, generation, versions }: ModelDetail, paint: Paint): string[] {
  const { green, blue } = slots;
  const trouble = (slot: { state: string; reason?: string | undefined }) =>
    slot.state === 'serving'
      ? ''
      : `  ${paint('red', printable(`${slot.state}${slot.reason === undefined ? '' : `: ${slot.reason}`}`))}`;
  return [
    ...(state === 'registered' ? ['nothing serves: no rollout names a version'] : []),
    ...(reason === undefined ? [] : [paint('red', printable(reason))]),
    ...(green ? [`green  ${green.modelVersion}${trouble(green)}`] : []),
    ...(blue ? [`blue   ${blueOf(slots)} since ${moment(blue.since)} UTC${trouble(blue)}`] : []),
    ...(generation === undefined ? [] : [paint('dim', `generation ${generation}`)]),
    paint('dim', `registered: ${versions.join(', ')}`),
  ];
}

const readsLines = ({ reads: { documents, instances } }: Manifest): string[] => [
  ...(documents.length === 0
    ? []
    : [documents.includes('*') ? 'every document' : `documents of type ${documents.map(printable).join(', ')}`]),
  ...(instances ? ['instances'] : []),
];

const inputColumns: readonly Column[] = [
  { title: 'input', min: 8, max: 40 },
  { title: 'type', min: 7, max: 7 },
  { title: 'allowed', min: 10, max: 80, cut: 'end' },
  { title: 'what', min: 10, max: 60, cut: 'end' },
];

function inputLines(inputs: readonly ModelInput[], paint: Paint, columns: number): string[] {
  const rows = inputs.map((input): Row => {
    const { name, type, description } = input;
    return [
      { text: name },
      { text: type, style: 'dim' },
      { text: allowedText(input) },
      { text: description ?? '', style: 'dim' },
    ];
  });
  const widths = columnWidths(inputColumns, rows, columns - 2);
  return [headerLine(inputColumns, widths, paint), ...rows.map((row) => tableLine(inputColumns, widths, row, paint))];
}

function allowedText({ values, minimum, maximum, optional }: ModelInput): string {
  const range = minimum === undefined && maximum === undefined ? [] : [`${minimum ?? '−∞'} to ${maximum ?? '∞'}`];
  return [...(values ? [values.join(', ')] : range), ...(optional ? ['or none'] : [])].join(' ');
}

const answerLines = ({ signature, threshold }: Manifest): string[] => [
  signature.labels.map(printable).join(', '),
  ...(threshold > 0 ? [`unknown below ${percent(threshold)}`] : []),
];

function lineageLines({ lineage, dataDigest, preprocessVersion }: Manifest, paint: Paint): string[] {
  const { trainer, algorithm, parameters = {}, seed, rows, corrections = [], codeDigest } = lineage;
  const settings = Object.entries(parameters).map(([name, value]) => printable(`${name}=${value}`));
  return [
    [printable(trainer), ...(algorithm === undefined ? [] : [printable(algorithm)]), ...settings].join(' · '),
    [
      plural(rows, 'row'),
      ...(seed === undefined ? [] : [`seed ${seed}`]),
      `preprocess version ${preprocessVersion}`,
    ].join(' · '),
    ...(corrections.length === 0
      ? []
      : [`${plural(corrections.length, 'correction')}: ${corrections.map(printable).join(', ')}`]),
    `data  ${paint('dim', dataDigest)}`,
    ...(codeDigest === undefined ? [] : [`code  ${paint('dim', codeDigest)}`]),
  ];
}
