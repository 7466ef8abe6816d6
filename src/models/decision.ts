import type { Decision, Guard, LabelTally } from '../domain/comparison.ts';
import { wealth } from './wealth.ts';

/** The rule's numbers; docs/rollout.md explains each. */
export const rule = {
  /** How often a candidate that is no better may ever be called better, and one that is no worse, worse. */
  betterError: 0.02,
  worseError: 0.02,
  /** How often one that is more than `margin` worse may ever be called not worse. */
  notWorseError: 0.05,
  /** In accuracy: 2 points. */
  margin: 0.02,
  /** Fewer right labels than these never suffice for an acceptance, whatever they say. */
  fewestLabels: 50,
  /** So many are used up at most: then what serves is kept. */
  labelBudget: 500,
  /** Of the candidate's answers, 0–1; more, and it is kept out. Judged from `fewestAnswers` on. */
  mostFailures: 0.01,
  fewestAnswers: 100,
} as const;

interface Evidence {
  readonly labels: LabelTally;
  /** What the candidate could answer, and what it failed at, seen or unseen. */
  readonly answered: number;
  readonly failed: number;
  readonly guard?: Pick<Guard, 'violated'> | undefined;
}

/**
 * What to do with a candidate. Sequentially valid: looked at after every label, the errors stay within the rule's numbers.
 * `keep` on evidence comes before `accept`, and either before the budget's end.
 */
export function decide({ labels, answered, failed, guard }: Evidence): Decision {
  const outcomes = { better: labels.onlyBlue, worse: labels.onlyGreen, ties: labels.bothRight + labels.bothWrong };
  const evidence = {
    better: wealth(outcomes),
    worse: wealth({ ...outcomes, better: outcomes.worse, worse: outcomes.better }),
    notWorse: wealth(outcomes, rule.margin),
  };
  const rows = outcomes.better + outcomes.worse + outcomes.ties;
  const figures = figuresOf(labels, rows);
  const say = (verdict: Decision['verdict'], basis: Decision['basis'], says: string): Decision => ({
    ...{ verdict, basis, says, evidence },
  });

  if (guard?.violated) return say('keep', guard.violated, `The guard rail for ${guard.violated} was crossed`);
  if (answered + failed >= rule.fewestAnswers && failed > rule.mostFailures * (answered + failed))
    return say(
      'keep',
      'failing',
      `The candidate failed at ${String(failed)} of ${String(answered + failed)} instances`,
    );
  if (evidence.worse >= 1 / rule.worseError) return say('keep', 'worse', `The candidate is worse: ${figures}`);
  if (rows >= rule.fewestLabels && evidence.better >= 1 / rule.betterError)
    return say('accept', 'better', `The candidate is better: ${figures}`);
  if (rows >= rule.fewestLabels && evidence.notWorse >= 1 / rule.notWorseError)
    return say('accept', 'not worse', `The candidate is at most ${points(rule.margin)} points worse: ${figures}`);
  if (rows >= rule.labelBudget)
    return say('keep', 'budget', `${String(rule.labelBudget)} labels do not speak for the candidate: ${figures}`);
  return say(
    'not enough data',
    'labels',
    rows === 0 ? 'No right label is known yet' : `The labels do not decide yet: ${figures}`,
  );
}

/** The share of the labelled instances that a version had right; `undefined` without labels. */
export function accuracyOf({ bothRight, onlyGreen, onlyBlue, bothWrong }: LabelTally, slot: 'green' | 'blue') {
  const rows = bothRight + onlyGreen + onlyBlue + bothWrong;
  return rows === 0 ? undefined : (bothRight + (slot === 'green' ? onlyGreen : onlyBlue)) / rows;
}

function figuresOf(labels: LabelTally, rows: number): string {
  const percent = (slot: 'green' | 'blue') => `${points(accuracyOf(labels, slot) ?? 0)} %`;
  const alone = `${String(labels.onlyBlue)} right by blue alone, ${String(labels.onlyGreen)} by green alone`;
  return `blue ${percent('blue')}, green ${percent('green')} of ${String(rows)} labels right (${alone})`;
}

const points = (share: number) => (100 * share).toFixed(1).replace(/\.0$/, '');
