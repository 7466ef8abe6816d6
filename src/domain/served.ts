import type { Answer } from './prediction.ts';
import type { Slot } from './rollout.ts';

type Said = Pick<Answer, 'label' | 'confidence'>;

/** A request or document that was answered, or that failed through the server's fault: then without answers. */
export interface Served {
  readonly model: string;
  readonly generation: number;
  readonly slot: Slot;
  readonly modelVersion: string;
  readonly latencyMs: number;
  readonly answers: readonly Said[];
  readonly isFailed?: boolean | undefined;
}

/** What both versions said of the same instances, in the same order; or how many blue failed at, or that only one was asked. */
export interface Pairs {
  readonly model: string;
  readonly generation: number;
  readonly green: string;
  readonly blue: string;
  readonly answers: readonly Readonly<Record<Slot, Said>>[];
  readonly failed?: number | undefined;
  readonly dropped?: number | undefined;
}
