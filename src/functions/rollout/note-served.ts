import type { Manifest } from '../../domain/manifest.ts';
import type { Answer } from '../../domain/prediction.ts';
import type { Rollout, Slot } from '../../domain/rollout.ts';
import type { Row } from '../../domain/row.ts';
import { otherSlot, versionIn } from '../../models/slot.ts';
import { answer } from '../../pipeline/score.ts';
import type { Services } from '../../ports.ts';

/** What the other version said of the same instances; nobody who asked sees it. */
export interface ShadowAnswers {
  readonly modelVersion: string;
  readonly slot: Slot;
  readonly answers: readonly Answer[];
}

/** A request, or one model's part of a document, that was answered or failed. */
export interface NoteServed {
  readonly rollout: Rollout;
  /** What answered. */
  readonly slot: Slot;
  readonly modelVersion: string;
  readonly latencyMs: number;
  /** In the order of the instances; none when it failed. */
  readonly answers: readonly Answer[];
  /** Only the server's fault counts, never the caller's. */
  readonly isFailed?: boolean | undefined;
  /** The same instances as the other version's graph reads them. */
  readonly rowsFor: (manifest: Manifest) => readonly Row[];
  /** Where the other version's answers are kept; without it they are only counted. */
  readonly keep?: ((other: ShadowAnswers) => Promise<unknown>) | undefined;
}

/**
 * Counts an answer, and asks the version in the other slot the same, after the response: the candidate as long as it is in shadow,
 * whichever did not serve during a canary. Never waits and never throws.
 */
export function noteServed(services: Services, served: NoteServed): void {
  const { rollout, slot, modelVersion, latencyMs, answers, isFailed } = served;
  const { model, generation, blue } = rollout;
  services.scores.note({ model, generation, slot, modelVersion, latencyMs, answers, isFailed });
  // A version that went on in place of the one that the slot names compares nothing.
  if (!blue || isFailed || modelVersion !== versionIn(rollout, slot)) return;
  const willRun = services.afterwards.run(answers.length, () => askOther(services, served));
  if (!willRun) services.scores.notePairs({ ...pairOf(rollout), answers: [], dropped: answers.length });
}

async function askOther(services: Services, served: NoteServed): Promise<void> {
  const { rollout, slot, answers } = served;
  const asked = otherSlot(slot);
  const modelVersion = versionIn(rollout, asked);
  const isShadow = rollout.blue?.mode === 'shadow';
  const { model, generation } = rollout;
  let started: number;
  let said: Answer[];
  try {
    const other = await services.models.load(model, modelVersion);
    const rows = served.rowsFor(other.manifest);
    started = services.now().getTime();
    said = (await other.score(rows)).map((probabilities) => answer(other.manifest, probabilities));
  } catch (error) {
    if (asked === 'blue') services.scores.notePairs({ ...pairOf(rollout), answers: [], failed: answers.length });
    if (isShadow)
      services.scores.note({ model, generation, slot: asked, modelVersion, latencyMs: 0, answers: [], isFailed: true });
    throw error;
  }
  const latencyMs = services.now().getTime() - started;
  if (isShadow) services.scores.note({ model, generation, slot: asked, modelVersion, latencyMs, answers: said });
  services.scores.notePairs({ ...pairOf(rollout), answers: inPairs(slot, answers, said) });
  await served.keep?.({ modelVersion, slot: asked, answers: said });
}

const pairOf = (rollout: Rollout) => ({
  model: rollout.model,
  generation: rollout.generation,
  green: versionIn(rollout, 'green'),
  blue: versionIn(rollout, 'blue'),
});

function inPairs(served: Slot, answers: readonly Answer[], others: readonly Answer[]) {
  return answers.flatMap((mine, index) => {
    const other = others[index];
    if (!other) return [];
    return [served === 'green' ? { green: mine, blue: other } : { green: other, blue: mine }];
  });
}
