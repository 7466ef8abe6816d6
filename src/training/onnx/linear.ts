import type { TabularLinear, TextLinear } from '../fitted.ts';
import type { Draft } from './draft.ts';
import { outputsOf } from './link.ts';
import { elementType } from './messages.ts';

/**
 * `features` float32[B, width] → `logits` float64[B, outputs]. In float64, because raw counts times log-probabilities sum up to
 * hundreds, of which float32 keeps too few digits; the file holds float32, and onnxruntime casts the weights once, when it loads.
 */
export function addLinear(draft: Draft, features: string, width: number, fitted: TextLinear | TabularLinear): string {
  const outputs = outputsOf(fitted);
  const { weights, bias } = fitted;
  if (weights.length !== width * outputs || bias.length !== outputs) {
    throw new Error(
      `${width} features and ${outputs} outputs need ${width * outputs} weights and ${outputs} biases, not ${weights.length} and ${bias.length}`,
    );
  }
  const wide = { to: elementType.float64 };
  const row = draft.add('Cast', [features], 'row', wide);
  const by = draft.add('Cast', [draft.weights('weights', [width, outputs], weights)], 'wide_weights', wide);
  const plus = draft.add('Cast', [draft.weights('bias', [outputs], bias)], 'wide_bias', wide);
  return draft.add('Gemm', [row, by, plus], 'logits');
}
