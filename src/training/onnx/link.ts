import type { Fitted } from '../fitted.ts';
import type { Draft } from './draft.ts';
import { elementType } from './messages.ts';

/** How many logits there are: one per label, but a single one for a sigmoid. @throws Error for a sigmoid of three labels. */
export function outputsOf({ labels, link }: Pick<Fitted, 'labels' | 'link'>): number {
  if (link !== 'sigmoid') return labels.length;
  if (labels.length === 2) return 1;
  throw new Error(`A sigmoid tells two labels apart, not ${labels.join(', ')}`);
}

/** `logits` float64[B, outputs] → `probabilities` float32[B, labels]. */
export function addLink(draft: Draft, logits: string, { link }: Pick<Fitted, 'link'>): void {
  draft.add('Cast', [addFloat64(draft, logits, link)], 'probabilities', { to: elementType.float32 });
}

function addFloat64(draft: Draft, logits: string, link: Fitted['link']): string {
  if (link === 'softmax') return draft.add('Softmax', [logits], 'shares', { axis: 1 });
  const second = draft.add('Sigmoid', [logits], 'second');
  const first = draft.add('Sub', [draft.weights('whole', [1], Float64Array.of(1)), second], 'first');
  return draft.add('Concat', [first, second], 'shares', { axis: 1 });
}
