import { readFile } from 'node:fs/promises';

/**
 * How many tests a JUnit report counts.
 *
 * @throws Error for a file that is no report, one without a test, and one with a failure: what fails is not packaged.
 */
export async function readTestReport(path: string): Promise<{ readonly passed: number; readonly failed: 0 }> {
  const [head] = /<testsuites[^>]*>/.exec(await readFile(path, 'utf8')) ?? [];
  const [tests, failures, errors] = ['tests', 'failures', 'errors'].map((name) => countOf(head ?? '', name));
  if (!tests) throw new Error(`${path} is not a JUnit report with tests in it`);
  const failed = (failures ?? 0) + (errors ?? 0);
  if (failed > 0) throw new Error(`${path} has ${String(failed)} failed tests: nothing is packaged`);
  return { passed: tests, failed: 0 };
}

function countOf(head: string, name: string): number | undefined {
  const [, count] = new RegExp(`\\s${name}="(\\d+)"`).exec(head) ?? [];
  return count === undefined ? undefined : Number(count);
}
