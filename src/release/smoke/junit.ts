import type { Outcome } from './check.ts';

/** Outcomes as JUnit XML, which Azure Pipelines shows in the run's tab Tests. @param name Of the suite. */
export function junitOf(name: string, outcomes: readonly Outcome[]): string {
  const failures = outcomes.filter(({ isPassed }) => !isPassed).length;
  const seconds = (ms: number) => (ms / 1000).toFixed(3);
  const total = seconds(outcomes.reduce((sum, { ms }) => sum + ms, 0));
  const counts = `tests="${String(outcomes.length)}" failures="${String(failures)}" errors="0" time="${total}"`;
  const cases = outcomes.map(({ name: one, ms, says, isPassed }) => {
    const head = `    <testcase classname="smoke" name="${escaped(one)}" time="${seconds(ms)}"`;
    return isPassed
      ? `${head}>\n      <system-out>${escaped(says)}</system-out>\n    </testcase>`
      : `${head}>\n      <failure message="${escaped(says)}"></failure>\n    </testcase>`;
  });
  const suite = `  <testsuite name="${escaped(name)}" ${counts}>\n${cases.join('\n')}\n  </testsuite>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escaped(name)}" ${counts}>\n${suite}\n</testsuites>\n`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Control characters have no place in XML 1.0. */
const escaped = (text: string) =>
  text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/g, '?')
    .replaceAll(/[&<>"]/g, (found) => entities[found] ?? found);
