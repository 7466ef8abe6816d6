import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { append, type Evidence, newEvidence } from '../../../src/release/evidence/evidence.ts';
import { expandPipeline } from '../../../src/release/pipeline/expand-pipeline.ts';
import type { RunFile } from '../../../src/release/rehearsal/run-folder.ts';
import { writeRunPage } from '../../../src/release/rehearsal/run-page.ts';
import { aFolder } from './a-rehearsal.ts';
import { aRejectedRun } from './a-run.ts';

const { pipeline } = expandPipeline({ root: join(import.meta.dirname, '../../..'), file: 'pipelines/release.yml' });

/** The page of a run that left this evidence, by artifact. */
async function pageWith(run: RunFile, evidence: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await aFolder();
  for (const [artifact, text] of Object.entries(evidence)) {
    await mkdir(join(folder, 'artifacts', artifact), { recursive: true });
    await writeFile(join(folder, 'artifacts', artifact, 'evidence.json'), text);
  }
  if (!pipeline) throw new Error('pipelines/release.yml cannot be read');
  return readFile(await writeRunPage(folder, run, pipeline), 'utf8');
}

/** What a reader sees of it, without tags. */
const seen = (page: string) =>
  page
    .replace(/<style>.*<\/style>/s, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');

const digest = 'ab'.repeat(32);
const at = '2026-03-02T09:01:00Z';
const model = { model: 'document-type', modelVersion: '1.2.0' };

const packaged: Evidence = newEvidence({
  ...{ schema: 1, commit: '0123456789abcdef', run: { id: 5, number: '20260302.5', url: '' } },
  package: { file: 'docscore.zip', sha256: digest, bytes: 61_234_567, contents: digest },
  models: [{ ...model, folder: 'models/document-type', sha256: digest }],
  tests: { file: 'tests.xml', sha256: digest, passed: 4043, failed: 0 },
});
const deployed = append(packaged, { at, environment: 'dev', what: 'deployed', app: 'live', package: digest });
const withdrawn = append(deployed, {
  ...{ at, environment: 'prod', what: 'withdrawn', why: 'rejected by bob', app: true, models: [model] },
});

describe('the page of a run', () => {
  it('says who started it, how it ended and why, and how long it took', async () => {
    expect(seen(await pageWith(aRejectedRun()))).toContain(
      'Run 7 of pipelines/release.yml ✗ Failed Prod: rejected by bob: “Too slow &lt;at noon&gt;” Started by ada Began 2026-03-02 09:00:00 UTC Took 4 h 1 min',
    );
  });

  it('names the step for which a stage failed', async () => {
    const run = aRejectedRun();
    const records = run.records.map((record) =>
      /^dev(\/release)?$/.test(record.id) ? { ...record, result: 'Failed' as const } : record,
    );

    const text = seen(await pageWith({ ...run, records }));
    expect(text).toContain('✗ Failed Deploy to dev: Code failed');
    expect(text).toContain('Deploy to dev ✗ Failed 41 s');
  });

  it('says of each stage how it ended, by word and sign, and why', async () => {
    const text = seen(await pageWith(aRejectedRun()));

    expect(text).toContain('Deploy to dev ! With issues 41 s docscore-dev –');
    expect(text).toContain('Prod ⊘ Not approved (reads Failed) 4 h 0 min docscore-prod prod_candidate rejected by bob');
    expect(text).toContain('Withdraw the candidate ✓ Succeeded 12 s docscore-prod-candidate prod_candidate, prod');
  });

  it('says who was asked, who decided and what they said', async () => {
    expect(seen(await pageWith(aRejectedRun()))).toContain(
      'Approval of docscore-prod asks docscore-release-approvers until 2026-03-03T09:01:40.000Z Look at the evidence first. ✗ rejected by bob: “Too slow &lt;at noon&gt;” 2026-03-02 13:01:40 UTC after 4 h 0 min',
    );
  });

  it('shows what steps printed as text, whatever it is, and opens those that failed', async () => {
    const page = await pageWith(aRejectedRun());

    expect(page).toContain('<pre tabindex="0">Uploading &lt;package&gt;\n<span class="error">##[error]The step exited');
    expect([...page.matchAll(/<details open>/g)]).toHaveLength(1);
    expect(page).not.toContain('<package>');
  });

  it('needs nothing from outside and runs no script', async () => {
    const page = await pageWith(aRejectedRun(), { 'evidence-withdraw-1': JSON.stringify(withdrawn) });

    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|\shref=|@import|url\((?!#)|\son\w+=/);
  });

  it('never shows the tokens of the people in the run', async () => {
    const devops = { url: 'http://127.0.0.1:1', project: 'p', tokens: { ada: 'local-token-of-ada' } };

    expect(await pageWith({ ...aRejectedRun(), devops })).not.toContain('local-token-of-ada');
  });

  it('of a run that goes on says so', async () => {
    const { id, file, requestedBy, pid, records } = aRejectedRun();
    const run = { id, file, requestedBy, pid, records };

    expect(seen(await pageWith(run))).toContain('… Goes on');
    await expect(pageWith({ ...run, records: [] })).rejects.toThrow('The run has no record of stage dev');
  });
});

describe('the evidence on the page', () => {
  it('is the longest of the stages, with what was tested, deployed and withdrawn', async () => {
    const page = await pageWith(aRejectedRun(), {
      'evidence-dev-1': JSON.stringify(deployed),
      'evidence-withdraw-1': JSON.stringify(withdrawn),
      drop: 'not evidence of a stage',
    });

    const text = seen(page);
    expect(text).toContain('Package abababababab 61.2 MB');
    expect(text).toContain('document-type 1.2.0 abababababab');
    expect(text).toContain('4043 passed, 0 failed');
    expect(text).toContain('2026-03-02 09:01:00 UTC dev Package deployed (live) abababababab');
    expect(text).toContain('prod Withdrawn rejected by bob; the candidate app was stopped document-type 1.2.0');
    expect(page).toContain(`title="${digest}"`);
  });

  it('that was changed is not shown but named', async () => {
    const changed = JSON.stringify(withdrawn).replace('rejected by bob', 'approved by bob');

    const text = seen(await pageWith(aRejectedRun(), { 'evidence-withdraw-1': changed }));

    expect(text).toContain('✗ evidence-withdraw-1/evidence.json was changed: entry 2 (withdrawn) does not fit');
    expect(text).toContain('The run left no evidence.');
  });
});
