import type { Step } from '../expanded.ts';
import type { MapNode } from '../source/node.ts';
import { textOf, valueOf } from '../source/node.ts';
import { count, flag, present, sourceOf, text, textMap } from './read.ts';

const scripts = ['script', 'bash', 'pwsh', 'powershell'] as const;

/** One step as the agent gets it; undefined for a map that is none. */
export function buildStep(node: MapNode): Step | undefined {
  const own = ownPart(node);
  if (own === undefined) return undefined;
  return {
    ...present({
      name: text(node, 'name'),
      condition: text(node, 'condition'),
      continueOnError: flag(node, 'continueOnError'),
      enabled: flag(node, 'enabled'),
      timeoutInMinutes: count(node, 'timeoutInMinutes'),
      retryCountOnTaskFailure: count(node, 'retryCountOnTaskFailure'),
    }),
    ...own,
    displayName: text(node, 'displayName') ?? own.displayName,
    env: textMap(valueOf(node, 'env')),
    source: sourceOf(node),
  };
}

type OwnPart = Pick<Step, 'kind' | 'displayName' | 'inputs'> & Partial<Pick<Step, 'task' | 'script'>>;

function ownPart(node: MapNode): OwnPart | undefined {
  const task = text(node, 'task');
  if (task !== undefined) return { kind: 'task', task, displayName: task, inputs: textMap(valueOf(node, 'inputs')) };
  for (const key of scripts) {
    const script = textOf(valueOf(node, key));
    if (script === undefined) continue;
    const inputs = inputsOf(node, ['workingDirectory', 'failOnStderr', 'errorActionPreference']);
    return {
      kind: 'script',
      script,
      displayName: script.trim().split('\n')[0] ?? '',
      inputs: { shell: key, ...inputs },
    };
  }
  const checkout = text(node, 'checkout');
  if (checkout !== undefined)
    return {
      kind: 'checkout',
      displayName: `checkout ${checkout}`,
      inputs: {
        repository: checkout,
        ...inputsOf(node, ['clean', 'fetchDepth', 'path', 'persistCredentials', 'submodules']),
      },
    };
  const download = text(node, 'download');
  if (download !== undefined)
    return {
      kind: 'download',
      displayName: `download ${download}`,
      inputs: { source: download, ...inputsOf(node, ['artifact', 'patterns', 'path']) },
    };
  const publish = text(node, 'publish');
  if (publish !== undefined)
    return {
      kind: 'publish',
      displayName: `publish ${publish}`,
      inputs: { path: publish, ...inputsOf(node, ['artifact']) },
    };
  return undefined;
}

const inputsOf = (node: MapNode, keys: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    keys.flatMap((key) => {
      const value = text(node, key);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
