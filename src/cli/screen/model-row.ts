import type { ModelSummary } from '../../domain/model-view.ts';
import { percent } from './format.ts';
import type { Style } from './paint.ts';
import type { Column, Row } from './table.ts';

/** The table of models. */
export const modelColumns: readonly Column[] = [
  { title: 'model', min: 12, max: 40 },
  { title: 'state', min: 10, max: 12 },
  { title: 'green', min: 7, max: 12 },
  { title: 'blue', min: 4, max: 30, cut: 'end' },
  { title: 'versions', min: 8, max: 60, cut: 'end' },
  { title: 'description', min: 11, max: 80, cut: 'end' },
];

export const modelRow = ({ model, state, slots, versions, description, reason }: ModelSummary): Row => {
  const failure = reason ?? slots.green?.reason ?? slots.blue?.reason;
  return [
    { text: model, style: 'bold' },
    { text: state, style: styles[state] },
    { text: slots.green?.modelVersion ?? '', style: 'green' },
    { text: blueOf(slots), style: 'cyan' },
    { text: versions.join(', '), style: 'dim' },
    failure === undefined ? { text: description ?? '', style: 'dim' } : { text: failure, style: 'red' },
  ];
};

const styles: Readonly<Record<ModelSummary['state'], Style>> = {
  serving: 'green',
  loading: 'yellow',
  failed: 'red',
  registered: 'dim',
};

/** `1.1.0 canary 10.0 %`. In shadow it has no share. */
export function blueOf({ blue }: ModelSummary['slots']): string {
  if (!blue) return '';
  return `${blue.modelVersion} ${blue.mode}${blue.mode === 'canary' ? ` ${percent(blue.share)}` : ''}`;
}
