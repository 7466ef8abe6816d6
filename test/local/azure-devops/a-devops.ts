import { onTestFinished } from 'vitest';
import { startAzureDevops } from '../../../src/local/azure-devops/azure-devops.ts';
import { movableClock } from '../../../src/local/clock.ts';

export const approvers = '[docscore]\\approvers';
const people = ['sam@example.org', 'kim@example.org', 'lee@example.org', 'eve@example.org'];

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** An organisation in which Sam, Kim and Lee approve, and Eve does not. */
export async function aDevops() {
  const clock = movableClock();
  const service = await startAzureDevops({
    port: 0,
    organisation: 'contoso',
    project: 'docscore',
    repository: 'docscore',
    people,
    groups: { [approvers]: people.slice(0, 3) },
    clock,
  });
  onTestFinished(() => service.stop());

  /** @param path Below the project. */
  async function call(who: string, method: string, path: string, body?: unknown): Promise<Answer> {
    const version = path.includes('api-version') ? '' : `${path.includes('?') ? '&' : '?'}api-version=7.1-preview.1`;
    const response = await fetch(`${service.url}/${path}${version}`, {
      method,
      headers: { authorization: `Bearer ${service.tokenOf(who)}` },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }
  return { service, clock, call };
}
export type ADevops = Awaited<ReturnType<typeof aDevops>>;

/** An environment that asks the approvers, and a run that Sam started. */
export async function aWaitingRun({ service, call }: ADevops, settings: { minRequiredApprovers?: number } = {}) {
  const repository = (await call('sam@example.org', 'GET', 'docscore/_apis/git/repositories/docscore')).body as object;
  await call('sam@example.org', 'POST', 'docscore/_apis/distributedtask/environments', { name: 'prod' });
  await call('sam@example.org', 'POST', 'docscore/_apis/pipelines', {
    name: 'release',
    folder: '\\',
    configuration: { type: 'yaml', path: 'release.yml', repository: { ...repository, type: 'azureReposGit' } },
  });
  const found = await call(
    'sam@example.org',
    'GET',
    `_apis/identities?searchFilter=General&filterValue=${encodeURIComponent(approvers)}`,
  );
  const { value } = found.body as { value: { id: string }[] };
  await call('sam@example.org', 'POST', 'docscore/_apis/pipelines/checks/configurations', {
    type: { id: '8c6f20a7-a545-4486-9777-f762fafe0d4d', name: 'Approval' },
    settings: { approvers: value, minRequiredApprovers: 1, requesterCannotBeApprover: true, ...settings },
    resource: { type: 'environment', id: '1' },
    timeout: 60,
  });
  const run = service.runs.open({ pipeline: 'release', requestedBy: 'sam@example.org', branch: 'refs/heads/main' });
  const approval = service.approvals.open(run, 'prod');
  if (!approval) throw new Error('prod asks nobody');
  return { run, approval };
}
