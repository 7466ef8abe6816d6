import type { InstancePrediction } from '../../domain/model-view.ts';
import { percent } from './format.ts';
import { printable } from './printable.ts';
import type { Column, Row } from './table.ts';

/** The table that `predict` prints: one line per instance. */
export const predictionColumns: readonly Column[] = [
  { title: '#', min: 1, max: 6, align: 'right' },
  { title: 'instance', min: 16, max: 60, cut: 'end' },
  { title: 'answer', min: 8, max: 30, cut: 'end' },
  { title: 'conf.', min: 7, max: 7, align: 'right' },
  { title: 'id', min: 2, max: 60 },
];

/** @param index From 1, as people count. */
export function predictionRow(
  index: number,
  instance: Readonly<Record<string, unknown>>,
  { label, confidence, id = '' }: InstancePrediction,
): Row {
  return [
    { text: String(index), style: 'dim' },
    { text: shown(instance) },
    { text: printable(label), style: label === 'unknown' ? 'yellow' : 'bold' },
    { text: percent(confidence) },
    { text: id, style: 'dim' },
  ];
}

/** What spoke for the answer and what against it: `good +2.1  not -0.8`. */
export const explanationLine = ({ explanation = [] }: InstancePrediction): string =>
  explanation
    .map(({ feature, weight }) => `${printable(feature)} ${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(2)}`)
    .join('  ');

const shown = (instance: Readonly<Record<string, unknown>>) => {
  const pairs = Object.entries(instance);
  const [only] = pairs;
  if (pairs.length === 1 && only?.[0] === 'text') return printable(String(only[1]));
  return printable(pairs.map(([name, value]) => `${name}=${String(value)}`).join(' '));
};
