import { z } from 'zod';
import { checksOf, checkTypes } from './checks.ts';
import { denied, invalid, notFound } from './devops-error.ts';
import { idOf, type Identity } from './people.ts';
import { type DevopsRequest, parsed } from './request.ts';
import type { Route } from './route.ts';
import type { Run } from './runs.ts';
import { listOf, type State } from './state.ts';

type ApprovalStatus = 'pending' | 'approved' | 'rejected' | 'timedOut' | 'canceled';

/** How an approval ended. */
export interface Decision {
  readonly status: Exclude<ApprovalStatus, 'pending'>;
  /** Nobody, if time decided. */
  readonly by?: string;
  readonly comment?: string;
}

interface Step {
  readonly assignedApprover: Identity;
  actualApprover?: Identity;
  status: ApprovalStatus;
  comment?: string;
  lastModifiedOn: string;
}

interface Approval {
  readonly id: string;
  readonly run: Run;
  readonly environment: string;
  readonly settings: {
    readonly minRequiredApprovers: number;
    readonly requesterCannotBeApprover: boolean;
    readonly instructions: string;
  };
  readonly createdOn: string;
  readonly expiresAt: number;
  status: ApprovalStatus;
  readonly steps: Step[];
  end: (decision: Decision) => void;
}

interface OpenApproval {
  readonly id: string;
  /** Who is asked: people and groups by name. */
  readonly approvers: readonly string[];
  readonly instructions: string;
  readonly expiresAt: Date;
  readonly decision: Promise<Decision>;
}

/** The approvals of runs: opened when a stage comes to an environment that has the check, decided by people over REST, or by time. */
export interface Approvals {
  readonly routes: readonly Route[];
  /** @returns undefined where the environment asks nobody. */
  open(run: Run, environment: string): OpenApproval | undefined;
  /** The run was cancelled: what waits is answered. */
  cancel(run: Run, by: string): void;
}

/** Source: learn.microsoft.com/rest/api/azure/devops/approvalsandchecks/approvals/update. */
const Updates = z
  .array(z.object({ approvalId: z.guid(), status: z.enum(['approved', 'rejected']), comment: z.string().default('') }))
  .min(1);

export function approvalsOf(state: State): Approvals {
  const all = new Map<string, Approval>();
  const { people, clock } = state;
  const now = () => new Date(clock.now()).toISOString();

  function end(approval: Approval, decision: Decision) {
    if (approval.status !== 'pending') return;
    approval.status = decision.status;
    for (const step of approval.steps) if (step.status === 'pending') step.status = decision.status;
    approval.end(decision);
  }

  /** The words of a refusal are ours; that the service refuses is documented (learn.microsoft.com/azure/devops/pipelines/process/approvals). */
  function decide(update: z.output<typeof Updates>[number], caller: Identity) {
    const approval = all.get(update.approvalId);
    if (!approval) throw notFound(`Approval ${update.approvalId}`);
    if (approval.status !== 'pending')
      throw invalid(`Approval ${approval.id} is ${approval.status}: it cannot be changed any more.`);
    const step = approval.steps.find(
      ({ assignedApprover, status }) => status === 'pending' && people.isIn(caller, assignedApprover),
    );
    if (!step) throw denied(`${caller.displayName} is not an approver of ${approval.environment}.`);
    if (approval.settings.requesterCannotBeApprover && approval.run.requestedBy === caller.uniqueName)
      throw denied(`${caller.displayName} started the run and cannot approve it.`);
    if (approval.steps.some(({ actualApprover }) => actualApprover?.id === caller.id))
      throw denied(`${caller.displayName} has decided already.`);
    Object.assign(step, {
      actualApprover: caller,
      status: update.status,
      comment: update.comment,
      lastModifiedOn: now(),
    });
    const decision = { by: caller.displayName, ...(update.comment !== '' && { comment: update.comment }) };
    if (update.status === 'rejected') end(approval, { status: 'rejected', ...decision });
    else if (isEnough(approval)) end(approval, { status: 'approved', ...decision });
    return shown(approval);
  }

  return {
    routes: [
      {
        method: 'GET',
        path: '{project}/_apis/pipelines/approvals',
        handle: ({ query }) => {
          const ids = query.get('approvalIds')?.split(',');
          const status = query.get('state');
          const found = [...all.values()].filter(
            (approval) => (ids?.includes(approval.id) ?? true) && (status === null || status === approval.status),
          );
          return listOf(found.map((approval) => shown(approval, query.get('$expand') === 'steps')));
        },
      },
      {
        method: 'PATCH',
        path: '{project}/_apis/pipelines/approvals',
        handle: ({ body, caller }: DevopsRequest) =>
          listOf(parsed(Updates, body).map((update) => decide(update, caller))),
      },
    ],
    open(run, environment) {
      const found = [...state.environments.values()].find(({ name }) => name === environment);
      if (!found) throw notFound(`Environment ${environment}`);
      const check = checksOf(state, 'environment', String(found.id)).find(
        ({ type }) => type.id === checkTypes.approval,
      );
      if (!check || !('approvers' in check.settings)) return undefined;
      const { approvers, minRequiredApprovers, requesterCannotBeApprover, instructions } = check.settings;
      const settings = { minRequiredApprovers, requesterCannotBeApprover, instructions };
      const { promise, resolve } = Promise.withResolvers<Decision>();
      const approval: Approval = {
        id: idOf(`approval ${run.id} ${environment} ${state.number('approval')}`),
        run,
        environment,
        settings,
        createdOn: now(),
        expiresAt: clock.now() + check.timeout * 60_000,
        status: 'pending',
        steps: approvers.flatMap(({ id }) => stepsOf(people.byId(id), settings.minRequiredApprovers, now())),
        end: resolve,
      };
      all.set(approval.id, approval);
      const forget = clock.at(approval.expiresAt, () => end(approval, { status: 'timedOut' }));
      void promise.then(forget);
      return {
        id: approval.id,
        approvers: approvers.map(({ id }) => people.byId(id)?.displayName ?? id),
        instructions: settings.instructions,
        expiresAt: new Date(approval.expiresAt),
        decision: promise,
      };
    },
    cancel(run, by) {
      for (const approval of all.values()) if (approval.run === run) end(approval, { status: 'canceled', by });
    },
  };
}

/** A group that has to give several approvals is asked as many times. */
function stepsOf(assignedApprover: Identity | undefined, least: number, lastModifiedOn: string): Step[] {
  if (!assignedApprover) return [];
  const times = assignedApprover.isContainer ? Math.max(1, least) : 1;
  return Array.from({ length: times }, () => ({ assignedApprover, status: 'pending', lastModifiedOn }));
}

const isEnough = ({ steps, settings }: Approval) =>
  steps.filter(({ status }) => status === 'approved').length >= (settings.minRequiredApprovers || steps.length);

function shown({ id, run, status, steps, settings, createdOn }: Approval, withSteps = true) {
  const lastModifiedOn =
    steps
      .map((step) => step.lastModifiedOn)
      .sort()
      .at(-1) ?? createdOn;
  const owner = { id: run.id, name: run.name };
  const pipeline = { owner, id: String(run.pipeline.id), name: run.pipeline.name };
  const { minRequiredApprovers, instructions } = settings;
  return {
    ...{ id, status, createdOn, lastModifiedOn, instructions, minRequiredApprovers, executionOrder: 'anyOrder' },
    ...{ blockedApprovers: [], pipeline, ...(withSteps && { steps }) },
  };
}
