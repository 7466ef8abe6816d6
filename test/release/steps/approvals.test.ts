import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/release/evidence/evidence-folder.ts';
import { withdrawCandidate } from '../../../src/release/steps/candidate.ts';
import { deployCode } from '../../../src/release/steps/deploy-code.ts';
import { recordApproval } from '../../../src/release/steps/record-approval.ts';
import { anEnvironment, type AnEnvironment } from './an-environment.ts';
import { aDrop } from '../a-drop.ts';
import { scratch } from '../scratch.ts';

const person = (displayName: string) => ({ displayName, uniqueName: `${displayName.toLowerCase()}@contoso.com` });
const group = { displayName: 'docscore-release-approvers' };

/** An approval of a run as `GET _apis/pipelines/approvals?$expand=steps` has it. */
const approval = (run: number, status: string, step: object = {}) => ({
  ...{ id: `approval-${String(run)}`, status, lastModifiedOn: '2026-11-21T10:00:00Z' },
  steps: [{ assignedApprover: group, status, ...step }],
  pipeline: { id: '1', name: 'docscore-release', owner: { id: run, name: String(run) } },
});

const approvals = [
  approval(1, 'approved', { actualApprover: person('Ada'), comment: 'looks right' }),
  approval(2, 'rejected', { actualApprover: person('Bob'), comment: 'the labels are wrong' }),
  approval(3, 'timedOut'),
  approval(4, 'canceled'),
  approval(5, 'pending'),
];

describe('what people say of a run', () => {
  const path = scratch();
  let environment: AnEnvironment;
  let server: Server;
  const asked: string[] = [];
  let variables: Record<string, string>;

  beforeAll(async () => {
    await aDrop(path('drop'));
    environment = await anEnvironment(path('home'), path('drop'));
    server = createServer((request, response) => {
      asked.push(`${request.headers.authorization ?? ''} ${request.url ?? ''}`);
      response.end(JSON.stringify({ count: approvals.length, value: approvals }));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    variables = { SYSTEM_COLLECTIONURI: `http://127.0.0.1:${port}/contoso/`, SYSTEM_TEAMPROJECT: 'my docs' };
  });
  afterAll(async () => {
    server.close();
    await environment.stop();
  });
  const run = (id: number) =>
    environment.context(`run-${String(id)}`, 'prod', {
      ...{ ...variables, BUILD_BUILDID: String(id), SYSTEM_ACCESSTOKEN: 'job-token' },
    });

  it('is asked of Azure DevOps as the run itself', async () => {
    await recordApproval(run(1));

    expect(asked).toContain(
      'Bearer job-token /contoso/my%20docs/_apis/pipelines/approvals?$expand=steps&api-version=7.1',
    );
  });

  it('is kept: who approved, with what words', async () => {
    const by = [{ name: 'Ada', account: 'ada@contoso.com', comment: 'looks right' }];

    expect((await readEvidence(run(1).place)).entries).toMatchObject([{ what: 'approved', environment: 'prod', by }]);
    expect(environment.said()).toContain('##vso[task.setvariable variable=approvedBy;isOutput=true]Ada');
  });

  it.each([2, 3, 5, 6])('stops run %i, which nobody approved', async (id) => {
    await expect(recordApproval(run(id))).rejects.toThrow(/Nobody approved this run/);
  });

  it.each([
    { id: 1, why: 'failed after Ada approved' },
    { id: 2, why: 'rejected by Bob (bob@contoso.com): the labels are wrong' },
    { id: 3, why: 'nobody approved in time' },
    { id: 4, why: 'the run was cancelled' },
    { id: 5, why: 'the run was cancelled or failed before anybody was asked' },
  ])('is why the candidate of run $id leaves: $why', async ({ id, why }) => {
    await deployCode(run(id), { app: 'candidate' });

    expect(await withdrawCandidate(run(id))).toMatchObject({
      stopped: true,
      why: expect.stringContaining(why) as unknown,
    });

    const { entries } = await readEvidence(run(id).place);
    expect(entries.at(-1)).toMatchObject({ what: 'withdrawn', app: true });
  });

  it('cannot be read without a token, which says how to get one', async () => {
    await expect(recordApproval({ ...run(1), env: { ...run(1).env, SYSTEM_ACCESSTOKEN: '' } })).rejects.toMatchObject({
      next: expect.stringContaining('$(System.AccessToken)') as unknown,
    });
  });
});
