import type { Evidence } from '../../evidence/evidence.ts';
import { shortDigest, whatHappened } from './evidence-entry.ts';
import { type Html, markup } from './html.ts';
import type { FoundEvidence } from './read-evidence.ts';
import { moment } from './records.ts';
import { table } from './table.ts';

/** What was built, tested, deployed and approved, by the run's own evidence. */
export function evidenceSection({ evidence, faults }: FoundEvidence): Html {
  return markup`${faults.map((fault) => markup`<p class="fault"><span aria-hidden="true">✗</span> ${fault}</p>\n`)}
${evidence ? markup`${subject(evidence)}\n${entries(evidence)}` : markup`<p>The run left no evidence.</p>`}`;
}

function subject({ commit, run, package: built, models, infra, tests, rehearsal, digest }: Evidence): Html {
  const facts: readonly (readonly [string, Html | undefined])[] = [
    ['Release', shortDigest(digest)],
    ['Commit', markup`<code title="${commit}">${commit.slice(0, 12)}</code>`],
    ['Packaged by run', markup`${run.number}`],
    ['Package', built && markup`${shortDigest(built.sha256)} ${(built.bytes / 1e6).toFixed(1)} MB`],
    ['Models', markup`${models.map((one) => markup`<div>${versionOf(one)} ${shortDigest(one.sha256)}</div>`)}`],
    ['Infrastructure', infra && shortDigest(infra.sha256)],
    ['Tests', tests ? markup`${tests.passed} passed, ${tests.failed} failed` : markup`no report came with it`],
    ['Rehearsal', rehearsal && shortDigest(rehearsal.sha256)],
  ];
  return markup`<dl>${facts.map(([name, value]) => value && markup`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>`;
}

const versionOf = ({ model, modelVersion }: Evidence['models'][number]) => `${model} ${modelVersion}`;

function entries({ entries: all }: Evidence): Html {
  if (all.length === 0) return markup`<p>Nothing has happened to it yet.</p>`;
  const rows = all.map((entry) => {
    const { what, details } = whatHappened(entry);
    return markup`<tr><td class="nowrap">${moment(Date.parse(entry.at))}</td><td>${entry.environment}</td><th scope="row">${what}</th><td>${details}</td></tr>
`;
  });
  return table(['When', 'Environment', 'What', 'Details'], rows);
}
