import { resolve } from 'node:path';
import { type Plan, planTemplate } from '../../infra/plan/plan.ts';
import type { Value } from '../../infra/plan/value.ts';
import { ProblemsError, printProblem } from '../../infra/problem.ts';
import { resourcesOfPlan, subscriptionsOfPlan } from '../../local/cloud/resources-of-plan.ts';
import type { AzCall } from './arguments.ts';
import { AzError, refusedByAzure } from './az-error.ts';
import type { Deployment } from './deployments.ts';
import { localAddresses, withLocalAddresses } from './local-addresses.ts';
import { appSettingsOf, isSite, type RehearsedEnvironment, slotOf } from './rehearsed-environment.ts';
import { localSettings } from './local-settings.ts';
import { changesBetween } from './what-if.ts';

interface Context {
  readonly environment: RehearsedEnvironment;
  readonly subscriptionId: string;
  /** Relative paths are below it. */
  readonly folder: string;
  /** Parameter files read some. */
  readonly env: Readonly<Record<string, string>>;
}

/** `az deployment group …`: a template's plan against what stands in the group. */
export async function deploymentCommand(call: AzCall, context: Context): Promise<unknown> {
  const { environment } = context;
  const name = call.one('--name');
  if (call.command === 'deployment group show') {
    const found = await environment.deployments.find(name);
    if (!found) throw new AzError(3, `(DeploymentNotFound) Deployment '${name}' could not be found.`);
    return await shown(found, environment);
  }
  const plan = planned(call, context);
  const wanted = plan.resources.filter(({ existing }) => !existing);
  if (call.command === 'deployment group what-if') {
    const there = (await environment.deployments.find(name))?.resources ?? [];
    return { status: 'Succeeded', changes: changesBetween(there, wanted) };
  }
  await applied(plan, context);
  const resources = wanted.map(({ id, type, apiVersion, body }) => ({ id, type, apiVersion, body }));
  const deployment: Deployment = { name, outputs: plan.outputs, resources };
  await environment.deployments.save(deployment);
  return await shown(deployment, environment);
}

/** @throws AzError as the compiler, or Resource Manager, would refuse. */
function planned(call: AzCall, { environment, subscriptionId, folder, env }: Context): Plan {
  const [files, values] = parametersIn(call.options.get('--parameters') ?? [], folder);
  if (files.length > 1) throw new AzError(2, 'Only one .bicepparam file may be given.');
  try {
    return planTemplate({
      template: resolve(folder, call.one('--template-file')),
      ...(files[0] !== undefined && { parameters: files[0] }),
      values,
      resourceGroup: { name: environment.resourceGroup, location: 'westeurope', subscriptionId },
      variables: env,
    });
  } catch (error) {
    if (error instanceof ProblemsError) throw new AzError(1, error.problems.map(printProblem).join('\n'));
    throw error;
  }
}

/** A file, or `name=value`. */
function parametersIn(given: readonly string[], folder: string): [string[], Record<string, unknown>] {
  const isValue = (text: string) => /^\w+=/.test(text);
  const values = given
    .filter(isValue)
    .map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)] as const);
  return [given.filter((text) => !isValue(text)).map((file) => resolve(folder, file)), Object.fromEntries(values)];
}

/** Makes what the local cloud has an equal of: stores, apps with their settings, event subscriptions. */
async function applied(plan: Plan, { environment }: Context): Promise<void> {
  const made = plan.resources.filter(({ existing }) => !existing);
  if (made.some(isSite)) await environment.ensureCloud(resourcesOfPlan(plan));
  const { control } = environment.cloud();
  for (const [app, settings] of appSettingsOf(made)) {
    const { appDir } = await control.app(slotOf(app));
    if (appDir !== null) await environment.deploy(slotOf(app), appDir, localSettings(settings));
  }
  const subscriptions = subscriptionsOfPlan(plan);
  if (subscriptions.length > 0)
    await environment.setEventSubscriptions(subscriptions).catch((error: unknown) => {
      if (!(error instanceof AzError)) throw error;
      throw refusedByAzure('Endpoint validation', error.message);
    });
}

async function shown({ name, outputs }: Deployment, environment: RehearsedEnvironment) {
  const addresses = await localAddresses(environment);
  const values = Object.entries(outputs).map(
    ([output, value]) =>
      [output, { type: typeof value, value: withLocalAddresses(value as Value, addresses) }] as const,
  );
  return {
    name,
    resourceGroup: environment.resourceGroup,
    properties: { provisioningState: 'Succeeded', outputs: Object.fromEntries(values) },
  };
}
