import { expect, it } from 'vitest';
import { modelPage } from '../../../src/cli/screen/model-page.ts';
import type { ModelDetail } from '../../../src/domain/model-view.ts';
import { aModel, columnGraph } from '../../models/graphs.ts';
import { memoryScreen } from '../memory-screen.ts';

const { manifest } = aModel(columnGraph(), {
  description: 'Whether a bus is late\u202e',
  threshold: 0.48,
  metrics: { accuracy: 0.9 },
  evaluation: {
    rows: 500,
    intervals: { accuracy: [0.87, 0.93] },
    perClass: { no: { precision: 0.91, recall: 0.92, f1: 0.915, rows: 300 } },
    slices: { 'kind=bus': { accuracy: 0.85, rows: 200 } },
  },
  tests: { floor: 1 },
  lineage: {
    trainer: 'scikit-learn 1.7',
    algorithm: 'pipeline',
    parameters: { c: 10 },
    rows: 1000,
    corrections: ['one', 'two'],
  },
});
const detail: ModelDetail = {
  model: 'delays',
  state: 'failed',
  slots: { green: { modelVersion: '1.0.0', state: 'failed', reason: 'the SHA-256 differs' } },
  versions: ['1.0.0'],
  manifest,
};
const page = (shown: ModelDetail) =>
  modelPage(shown, memoryScreen()).map((line) => line.trim().replaceAll(/ {2,}/g, ' | '));

it.each([
  'delays 1.0.0',
  'Whether a bus is late\\u202e',
  'green | 1.0.0 | failed: the SHA-256 differs',
  'registered: 1.0.0',
  'kind | string | bus, tram',
  'age | float32 | 0 to 100 or none',
  'unknown below 48.0 %',
  'on 500 rows that it was not trained on',
  'accuracy | 0.900 | 0.870 to 0.930',
  'no | 0.910 | 0.920 | 0.915 | 300',
  'kind=bus | 0.850 | 200',
  'floor | 1.000',
  'scikit-learn 1.7 · pipeline · c=10',
  '2 corrections: one, two',
  `model.onnx | ${manifest.files['model.onnx'] ?? ''}`,
])('shows of a model version: %s', (line) => {
  expect(page(detail)).toContain(line);
});

it('says of a model without a rollout that nothing serves', () => {
  expect(page({ model: 'delays', state: 'registered', slots: {}, versions: ['1.0.0'] })).toContain(
    'nothing serves: no rollout names a version',
  );
});
