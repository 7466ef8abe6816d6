import type { RunFile } from '../../../src/release/rehearsal/run-folder.ts';
import type { TimelineRecord } from '../../../src/release/rehearsal/timeline.ts';

const begin = Date.parse('2026-03-02T09:00:00Z');

/** @param from Seconds after the run's begin, as `to`. */
function record(
  id: string,
  kind: TimelineRecord['kind'],
  result: NonNullable<TimelineRecord['result']>,
  { from, to, ...more }: { from?: number; to?: number } & Partial<Pick<TimelineRecord, 'title' | 'note' | 'log'>> = {},
): TimelineRecord {
  const at = (seconds: number) => new Date(begin + seconds * 1000).toISOString();
  const slash = id.lastIndexOf('/');
  const name = id.slice(slash + 1);
  return {
    ...{ id, kind, name, title: name, state: 'completed', result },
    ...(slash > 0 && { parent: id.slice(0, slash) }),
    ...(from !== undefined && { startedAt: at(from) }),
    ...(to !== undefined && { endedAt: at(to) }),
    ...more,
  };
}

/** A release of pipelines/release.yml that somebody did not let into prod, after four hours. */
export const aRejectedRun = (more: readonly TimelineRecord[] = []): RunFile => ({
  ...{ id: 7, file: 'pipelines/release.yml', requestedBy: 'ada', pid: 1, result: 'failed' },
  records: [
    record('dev', 'stage', 'SucceededWithIssues', { title: 'Deploy to dev', from: 0, to: 41 }),
    record('test', 'stage', 'Succeeded', { title: 'Test on dev', from: 41, to: 58 }),
    record('prod_candidate', 'stage', 'Succeeded', { title: 'Candidate beside prod', from: 58, to: 100 }),
    record('prod', 'stage', 'Failed', {
      title: 'Prod',
      ...{ from: 100, to: 14_500, note: 'rejected by bob: “Too slow <at noon>”' },
    }),
    record('withdraw', 'stage', 'Succeeded', { title: 'Withdraw the candidate', from: 14_500, to: 14_512 }),
    record('dev/lock', 'check', 'Succeeded', { title: 'Exclusive lock of docscore-dev', from: 0, to: 0.1 }),
    record('dev/release', 'job', 'SucceededWithIssues', { title: 'docscore-dev', from: 0.1, to: 41 }),
    record('dev/release/verify', 'step', 'Succeeded', {
      title: 'Nothing was changed',
      ...{ from: 0.1, to: 2, log: ['package 4f0c…', 'verify.digest = 4f0c'] },
    }),
    record('dev/release/platform', 'step', 'Succeeded', { title: 'Platform', from: 2, to: 20, log: ['199 resources'] }),
    record('dev/release/code', 'step', 'Failed', {
      title: 'Code',
      ...{ from: 20, to: 40, log: ['Uploading <package>', '##[error]The step exited with code 1'] },
    }),
    record('dev/release/later', 'step', 'Skipped', {
      title: 'Models go live',
      to: 40,
      note: 'a step before it failed',
    }),
    record('test/release', 'job', 'Succeeded', { title: 'docscore-dev', from: 41, to: 58 }),
    record('prod_candidate/release', 'job', 'Succeeded', { title: 'docscore-prod-candidate', from: 58, to: 100 }),
    record('prod/approval', 'check', 'Failed', {
      title: 'Approval of docscore-prod',
      ...{ from: 100, to: 14_500, note: 'rejected by bob: “Too slow <at noon>”' },
      log: ['asks docscore-release-approvers until 2026-03-03T09:01:40.000Z', 'Look at the evidence first.'],
    }),
    record('withdraw/release', 'job', 'Succeeded', { title: 'docscore-prod-candidate', from: 14_500, to: 14_512 }),
    ...more,
  ],
});
