import type { Check, Tested, TestGroup } from './check.ts';
import { isPassed, testGroups } from './check.ts';
import { dataChecks } from './data-checks.ts';
import { floorChecks } from './floor.ts';
import { limitChecks } from './limits.ts';
import { shuffledChecks } from './shuffled.ts';
import { sliceChecks } from './slices.ts';
import { stabilityChecks } from './stability.ts';

export interface TestReport {
  readonly checks: readonly Check[];
  /** Mean score of each group's checks, 0–1. */
  readonly scores: Readonly<Record<TestGroup, number>>;
  /** Groups with a check that did not pass: such a model is not registered. */
  readonly failed: readonly TestGroup[];
}

/** Runs all checks on a model version. */
export async function testModel(tested: Tested): Promise<TestReport> {
  const checks = [
    ...dataChecks(tested.prepared),
    ...(await floorChecks(tested)),
    ...(await sliceChecks(tested)),
    ...(await shuffledChecks(tested)),
    ...(await stabilityChecks(tested)),
    ...limitChecks(tested),
  ];
  const of = (group: TestGroup) => checks.filter((check) => check.group === group);
  const scores = Object.fromEntries(testGroups.map((group) => [group, mean(of(group))])) as Record<TestGroup, number>;
  return { checks, scores, failed: testGroups.filter((group) => !of(group).every(isPassed)) };
}

/** Rounded to four decimals. */
const mean = (checks: readonly Check[]): number =>
  Math.round((10_000 * checks.reduce((sum, { score }) => sum + score, 0)) / Math.max(1, checks.length)) / 10_000;
