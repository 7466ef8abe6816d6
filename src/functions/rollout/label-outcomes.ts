import type { LabelTally } from '../../domain/comparison.ts';
import type { LabelledRow } from '../../domain/labelled-row.ts';
import type { Rollout } from '../../domain/rollout.ts';
import { instanceReader } from '../../models/instance.ts';
import { versionIn } from '../../models/slot.ts';
import { tokensOf } from '../../pipeline/preprocess.ts';
import { answer } from '../../pipeline/score.ts';
import type { LoadedModel, Services } from '../../ports.ts';

/** Labels that one comparison looks at, the latest ones. */
const most = 5000;

/**
 * How both versions do on what people said since the candidate came: each scores those rows anew, so that what the shadow missed
 * counts too. Rows that either was trained on prove nothing and are left out.
 */
export async function labelOutcomes(services: Services, rollout: Rollout): Promise<LabelTally> {
  const since = new Date(rollout.blue?.since ?? rollout.updatedAt);
  const rows = await services.labels.since(rollout.model, since);
  const outcomes = { bothRight: 0, onlyGreen: 0, onlyBlue: 0, bothWrong: 0 };
  if (rows.length === 0) return outcomes;
  const load = (slot: 'green' | 'blue') => services.models.load(rollout.model, versionIn(rollout, slot));
  const [green, blue] = await Promise.all([load('green'), load('blue')]);
  const seen = new Set([green, blue].flatMap(({ manifest }) => manifest.lineage.corrections ?? []));
  const fresh = rows.filter(({ id }) => !seen.has(id)).slice(-most);
  const [byGreen, byBlue] = await Promise.all([rightOf(green, fresh), rightOf(blue, fresh)]);
  for (const [index] of fresh.entries()) outcomes[outcomeOf(byGreen[index] ?? false, byBlue[index] ?? false)] += 1;
  return outcomes;
}

function outcomeOf(green: boolean, blue: boolean): keyof LabelTally {
  if (green) return blue ? 'bothRight' : 'onlyGreen';
  return blue ? 'onlyBlue' : 'bothWrong';
}

/** Whether the version is right about each row; about one that it cannot read it is wrong. */
function rightOf(model: LoadedModel, labelled: readonly LabelledRow[]): Promise<boolean[]> {
  const read = instanceReader(model.manifest, tokensOf);
  return Promise.all(
    labelled.map(async ({ row, label }) => {
      let rows;
      try {
        rows = read([row]);
      } catch {
        return false;
      }
      const [probabilities = []] = await model.score(rows);
      return answer(model.manifest, probabilities).label === label;
    }),
  );
}
