import type { AzureDevOps } from '../azure-devops.ts';

/** A check as the service takes it, without the resource that it stands on. */
export interface WantedCheck {
  /** For people. */
  readonly title: string;
  /** What tells kinds apart: the type's GUID, or of a task check that of its task. */
  readonly kind: string;
  readonly body: { readonly type: object; readonly settings: object; readonly timeout: number };
}

type Environment = AzureDevOps['environments'][string];

/** Ids of the kinds of checks. Source: learn.microsoft.com/rest/api/azure/devops/approvalsandchecks, and what its PowerShell clients send. */
const approvalType = { id: '8c6f20a7-a545-4486-9777-f762fafe0d4d', name: 'Approval' };
const lockType = { id: '2ef31ad6-baa0-403a-8b45-2cbc9b4e5563', name: 'ExclusiveLock' };
const taskType = { id: 'fe1de3ee-a436-41b4-bb20-f6eb4cb879a7', name: 'Task Check' };
const branchControl = {
  id: '86b05a0c-73e6-4f7d-b3cf-e38f3b39a75b',
  name: 'evaluatebranchProtection',
  version: '0.0.1',
};
const businessHours = { id: '445fde2f-6c39-441c-807f-8a59ff2e075f', name: 'evaluateBusinessHours', version: '0.0.1' };

/** How long a check that is no approval may wait: a day, in minutes. */
const patience = 1_440;

/** @param groups Ids of those who approve, by name; a group that a plan would make stands by its name. */
export function wantedChecks(environment: Environment, groups: ReadonlyMap<string, string>): WantedCheck[] {
  const { approval, exclusiveLock, branches, businessHours: hours } = environment;
  return [
    ...(approval ? [approvalCheck(approval, groups)] : []),
    ...(branches ? [branchCheck(branches)] : []),
    ...(hours ? [hoursCheck(hours)] : []),
    ...(exclusiveLock
      ? [{ title: 'exclusive lock', kind: lockType.id, body: { type: lockType, settings: {}, timeout: patience } }]
      : []),
  ];
}

function approvalCheck(
  approval: NonNullable<Environment['approval']>,
  groups: ReadonlyMap<string, string>,
): WantedCheck {
  const { approvers, minimum, requesterMayApprove, timeoutMinutes, instructions } = approval;
  const settings = {
    approvers: approvers.map((name) => ({ id: groups.get(name) ?? name })),
    minRequiredApprovers: minimum,
    requesterCannotBeApprover: !requesterMayApprove,
    executionOrder: 'anyOrder',
    instructions,
    blockedApprovers: [],
  };
  return { title: 'approval', kind: approvalType.id, body: { type: approvalType, settings, timeout: timeoutMinutes } };
}

function branchCheck(branches: readonly string[]): WantedCheck {
  const inputs = {
    allowedBranches: branches.join(','),
    ensureProtectionOfBranch: 'true',
    allowUnknownStatusBranch: 'false',
  };
  const settings = { displayName: 'Branch control', definitionRef: branchControl, inputs };
  return { title: 'branch control', kind: branchControl.id, body: { type: taskType, settings, timeout: patience } };
}

function hoursCheck({ timeZone, days, start, end }: NonNullable<Environment['businessHours']>): WantedCheck {
  const inputs = { businessDays: days.join(','), timeZone, startTime: start, endTime: end };
  const settings = { displayName: 'Business hours', definitionRef: businessHours, inputs };
  return { title: 'business hours', kind: businessHours.id, body: { type: taskType, settings, timeout: patience } };
}
