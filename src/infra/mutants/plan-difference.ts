import { allPlans, planEnvironments } from '../checks/deployments.ts';
import type { Project } from '../checks/project.ts';
import type { Plan } from '../plan/plan.ts';
import { apply, type Mutation } from './mutation.ts';

/**
 * What a fault that nobody found changes in what would be created, in words: whoever reads a survivor sees whether it matters.
 *
 * @returns `the plan is the same`: then the fault is none; else the first values that differ
 */
export function planDifference(project: Project, mutation: Mutation): string {
  const changed = apply(project.read(mutation.file), mutation);
  const read = (file: string) => (file === mutation.file ? changed : project.read(file));
  const before = valuesOf(allPlans(planEnvironments(project).plans));
  const after = valuesOf(allPlans(planEnvironments({ files: project.files, read }).plans));
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
  const [first] = paths;
  if (first === undefined) return 'the plan is the same';
  const shown = `${first}: ${before.get(first) ?? 'nothing'} → ${after.get(first) ?? 'nothing'}`;
  return paths.length === 1 ? shown : `${shown}, and ${String(paths.length - 1)} more`;
}

/** Every value of the plans by its path. */
function valuesOf(plans: readonly Plan[]): Map<string, string> {
  const values = new Map<string, string>();
  const add = (path: string, value: unknown) => {
    if (typeof value === 'object' && value !== null)
      for (const [name, part] of Object.entries(value)) add(`${path}.${name}`, part);
    else values.set(path, JSON.stringify(value));
  };
  for (const [index, { resources, outputs }] of plans.entries()) {
    for (const { id, body, dependsOn } of resources) {
      const own = `${String(index)} ${id.slice(id.indexOf('/providers/') + 1)}`;
      add(own, body);
      for (const other of dependsOn) values.set(`${own} waits for ${other}`, 'yes');
    }
    add(`${String(index)} output`, outputs);
  }
  return values;
}
