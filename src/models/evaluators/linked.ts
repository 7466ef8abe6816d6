import type { Value } from '../onnx/value.ts';
import type { Link } from './link.ts';

/** Recognises how `probabilities` are made of logits, the way `training/onnx/link.ts` writes it. */
export function linkOf(probabilities: Value, labels: number): (Link & { readonly logits: Value }) | undefined {
  // In float64, or, in graphs from before, in float32 throughout.
  const shares = probabilities.madeBy('Cast', 1, { to: 1 })?.[0] ?? probabilities;
  const [softmaxed] = shares.madeBy('Softmax', 1, { axis: 1 }) ?? [];
  if (softmaxed) return { kind: 'softmax', outputs: labels, logits: softmaxed };
  const [first, second] = shares.madeBy('Concat', 2, { axis: 1 }) ?? [];
  const [whole, part] = first?.madeBy('Sub', 2) ?? [];
  const [logits] = second?.madeBy('Sigmoid', 1) ?? [];
  const isComplement = part !== undefined && part.name === second?.name && whole?.weights(1)?.[0] === 1;
  return logits && isComplement && labels === 2 ? { kind: 'sigmoid', outputs: 1, logits } : undefined;
}
