import { describe, expect, test } from 'vitest';
import { type ADevops, aDevops, approvers, aWaitingRun } from './a-devops.ts';

const path = 'docscore/_apis/pipelines/approvals';

const decide = (devops: ADevops, who: string, approvalId: string, status: string, comment?: string) =>
  devops.call(who, 'PATCH', path, [{ approvalId, status, ...(comment !== undefined && { comment }) }]);

const message = ({ body }: { body: unknown }) => (body as { message: string }).message;

describe('An approval', () => {
  test('asks the group, and is given by a member who did not start the run', async () => {
    const devops = await aDevops();
    const { approval } = await aWaitingRun(devops);
    expect(approval.approvers).toEqual([approvers]);
    expect((await decide(devops, 'kim@example.org', approval.id, 'approved', 'Looks right')).status).toBe(200);
    expect(await approval.decision).toEqual({ status: 'approved', by: 'kim@example.org', comment: 'Looks right' });
  });

  test('is refused from who started the run and from who is no approver, and goes on waiting', async () => {
    const devops = await aDevops();
    const { approval } = await aWaitingRun(devops);
    const own = await decide(devops, 'sam@example.org', approval.id, 'approved');
    expect([own.status, message(own)]).toEqual([403, 'sam@example.org started the run and cannot approve it.']);
    const stranger = await decide(devops, 'eve@example.org', approval.id, 'approved');
    expect([stranger.status, message(stranger)]).toEqual([403, 'eve@example.org is not an approver of prod.']);
    const waiting = await devops.call('eve@example.org', 'GET', `${path}?state=pending`);
    expect(waiting.body).toMatchObject({ count: 1, value: [{ id: approval.id, status: 'pending' }] });
  });

  test('ends with the first rejection, which says who and why', async () => {
    const devops = await aDevops();
    const { run, approval } = await aWaitingRun(devops, { minRequiredApprovers: 2 });
    await decide(devops, 'kim@example.org', approval.id, 'approved');
    await decide(devops, 'lee@example.org', approval.id, 'rejected', 'Too many letters read as forms');
    expect(await approval.decision).toMatchObject({ status: 'rejected', by: 'lee@example.org' });
    const { body } = await devops.call('kim@example.org', 'GET', `${path}?$expand=steps&approvalIds=${approval.id}`);
    expect(body).toMatchObject({
      value: [
        {
          status: 'rejected',
          pipeline: { owner: { id: run.id } },
          steps: [
            { status: 'approved', actualApprover: { uniqueName: 'kim@example.org' } },
            { status: 'rejected', comment: 'Too many letters read as forms' },
          ],
        },
      ],
    });
  });

  test('needs as many people as it says, each once', async () => {
    const devops = await aDevops();
    const { approval } = await aWaitingRun(devops, { minRequiredApprovers: 2 });
    await decide(devops, 'kim@example.org', approval.id, 'approved');
    const again = await decide(devops, 'kim@example.org', approval.id, 'approved');
    expect([again.status, message(again)]).toEqual([403, 'kim@example.org has decided already.']);
    const { body } = await devops.call('kim@example.org', 'GET', path);
    expect(body).toMatchObject({ value: [{ status: 'pending' }] });
    await decide(devops, 'lee@example.org', approval.id, 'approved');
    expect(await approval.decision).toMatchObject({ status: 'approved', by: 'lee@example.org' });
  });

  test('times out when its time is over, not before, and cannot be given any more', async () => {
    const devops = await aDevops();
    const { approval } = await aWaitingRun(devops);
    devops.clock.advance(59 * 60_000);
    expect((await devops.call('kim@example.org', 'GET', path)).body).toMatchObject({ value: [{ status: 'pending' }] });
    devops.clock.advance(60_000);
    expect(await approval.decision).toEqual({ status: 'timedOut' });
    const late = await decide(devops, 'kim@example.org', approval.id, 'approved');
    expect([late.status, message(late)]).toEqual([
      400,
      `Approval ${approval.id} is timedOut: it cannot be changed any more.`,
    ]);
  });

  test('is cancelled with its run', async () => {
    const devops = await aDevops();
    const { run, approval } = await aWaitingRun(devops);
    devops.service.approvals.cancel(run, 'sam@example.org');
    expect(await approval.decision).toEqual({ status: 'canceled', by: 'sam@example.org' });
  });
});
