import { z } from 'zod';
import { DevopsError, exists, invalid, notFound } from './devops-error.ts';
import { isThere } from './permissions.ts';
import { type DevopsRequest, numberOf, parsed } from './request.ts';
import type { Route } from './route.ts';
import { listOf, type State, type Stored } from './state.ts';

/** The kinds of checks by the GUIDs that the service gives them. */
export const checkTypes = {
  approval: '8c6f20a7-a545-4486-9777-f762fafe0d4d',
  exclusiveLock: '2ef31ad6-baa0-403a-8b45-2cbc9b4e5563',
  task: 'fe1de3ee-a436-41b4-bb20-f6eb4cb879a7',
} as const;

/** Checks of type `task` by the task that evaluates them. */
export const taskChecks = {
  branchControl: '86b05a0c-73e6-4f7d-b3cf-e38f3b39a75b',
  businessHours: '445fde2f-6c39-441c-807f-8a59ff2e075f',
} as const;

const typed = <T extends z.ZodType>(id: string, settings: T) =>
  z.object({
    type: z.object({ id: z.string().toLowerCase().pipe(z.literal(id)), name: z.string().optional() }),
    settings,
    resource: z.object({ type: z.string(), id: z.string(), name: z.string().optional() }),
    /** In minutes; the service takes up to 30 days. */
    timeout: z.int().min(1).max(43_200).default(43_200),
  });

const trueOrFalse = z.enum(['true', 'false']);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time as HH:mm');

const Approval = typed(
  checkTypes.approval,
  z.object({
    approvers: z.array(z.object({ id: z.guid() })).min(1),
    /** 0: all of them. */
    minRequiredApprovers: z.int().min(0),
    requesterCannotBeApprover: z.boolean(),
    executionOrder: z.enum(['anyOrder', 'inSequence']).default('anyOrder'),
    instructions: z.string().default(''),
    blockedApprovers: z.array(z.object({ id: z.guid() })).default([]),
  }),
);

const Task = typed(
  checkTypes.task,
  z.discriminatedUnion('displayName', [
    z.object({
      displayName: z.literal('Branch control'),
      definitionRef: z.object({
        id: z.literal(taskChecks.branchControl),
        name: z.literal('evaluatebranchProtection'),
        version: z.string(),
      }),
      inputs: z.object({
        /** Full names, separated by commas. */
        allowedBranches: z.string().min(1),
        ensureProtectionOfBranch: trueOrFalse,
        allowUnknownStatusBranch: trueOrFalse,
      }),
      retryInterval: z.int().optional(),
    }),
    z.object({
      displayName: z.literal('Business hours'),
      definitionRef: z.object({
        id: z.literal(taskChecks.businessHours),
        name: z.literal('evaluateBusinessHours'),
        version: z.string(),
      }),
      inputs: z.object({
        /** English names, separated by commas. */
        businessDays: z.string().min(1),
        /** A Windows time zone. */
        timeZone: z.string().min(1),
        startTime: time,
        endTime: time,
      }),
      retryInterval: z.int().optional(),
    }),
  ]),
);

const ExclusiveLock = typed(checkTypes.exclusiveLock, z.object({}).default({}));

/** Source: learn.microsoft.com/rest/api/azure/devops/approvalsandchecks/check-configurations, and what its PowerShell clients send. */
const Check = z.union([Approval, Task, ExclusiveLock]);
type Check = z.output<typeof Check>;

/** A check that stands on a resource. */
export type StandingCheck = Check & { readonly id: number };

const path = '{project}/_apis/pipelines/checks/configurations';

export const checkRoutes: readonly Route[] = [
  { method: 'GET', path, preview: true, handle: list },
  { method: 'POST', path, preview: true, handle: create },
  { method: 'PATCH', path: `${path}/{id}`, preview: true, handle: update },
  { method: 'DELETE', path: `${path}/{id}`, preview: true, handle: remove },
];

/** The checks of a resource, as they were checked when they were written. */
export const checksOf = ({ checks }: State, type: string, id: string) =>
  [...checks.values()]
    .map((stored) => stored as Stored & StandingCheck)
    .filter(({ resource }) => resource.type === type && resource.id === id);

/** Settings only where `$expand=settings` asks for them. */
function list({ query }: DevopsRequest, state: State) {
  const type = query.get('resourceType');
  const id = query.get('resourceId');
  if (type === null || id === null) throw invalid('resourceType and resourceId must be specified.');
  const isExpanded = query.get('$expand') === 'settings';
  return listOf(checksOf(state, type, id).map(({ settings, ...rest }) => (isExpanded ? { ...rest, settings } : rest)));
}

function create({ body, caller }: DevopsRequest, state: State) {
  const wanted = checked(body, state);
  const { type, id: resource } = wanted.resource;
  if (checksOf(state, type, resource).some((other) => kindOf(other) === kindOf(wanted)))
    throw exists(`A check of this kind on ${type} ${resource}`);
  const id = state.number('check');
  const made = { ...wanted, id, createdBy: caller, createdOn: new Date(state.clock.now()).toISOString() };
  state.checks.set(id, made);
  return made;
}

function update({ parameters, body, caller }: DevopsRequest, state: State) {
  const id = numberOf(parameters['id']);
  const before = state.checks.get(id);
  if (!before) throw notFound(`Check ${id}`);
  const made = { ...before, ...checked(body, state), id, modifiedBy: caller };
  state.checks.set(id, made);
  return made;
}

function remove({ parameters }: DevopsRequest, { checks }: State) {
  const id = numberOf(parameters['id']);
  if (!checks.delete(id)) throw notFound(`Check ${id}`);
}

function checked(body: unknown, state: State): Check {
  const wanted = parsed(Check, body);
  const { type, id } = wanted.resource;
  if (!isThere(state, type, id)) throw notFound(`Resource ${type} ${id}`);
  if ('approvers' in wanted.settings)
    for (const approver of wanted.settings.approvers)
      if (!state.people.byId(approver.id))
        throw new DevopsError(400, 'IdentityNotFoundException', `Identity ${approver.id} was not found.`);
  return wanted;
}

/** The service takes several checks of one kind; docscore wants one, and a second by accident is refused here. */
const kindOf = ({ type, settings }: Check) => ('definitionRef' in settings ? settings.definitionRef.id : type.id);
