import { z } from 'zod';
import { type Bootstrap, inProject } from './project.ts';

const Permissions = z.object({
  allPipelines: z.object({ authorized: z.boolean() }).nullish(),
  pipelines: z.array(z.object({ id: z.number(), authorized: z.boolean() })),
});

/** Ids by name of what a pipeline may be allowed to use; absent where a plan would make it. */
export interface Protected {
  readonly environment: ReadonlyMap<string, string>;
  readonly endpoint: ReadonlyMap<string, string>;
  readonly variablegroup: ReadonlyMap<string, string>;
}

/** Each pipeline may use what the file says, and nothing else: who else may is reported. */
export async function ensurePermissions(
  bootstrap: Bootstrap,
  pipelines: ReadonlyMap<string, number>,
  resources: Protected,
): Promise<void> {
  const { file } = bootstrap;
  const used = (of: (uses: (typeof file.permissions)[string]) => readonly string[], name: string) =>
    Object.entries(file.permissions).flatMap(([pipeline, uses]) => (of(uses).includes(name) ? [pipeline] : []));
  for (const name of Object.keys(file.environments))
    await allow(
      bootstrap,
      { type: 'environment', name },
      used((uses) => uses.environments, name),
      pipelines,
      resources,
    );
  for (const name of Object.keys(file.serviceConnections))
    await allow(
      bootstrap,
      { type: 'endpoint', name },
      used((uses) => uses.serviceConnections, name),
      pipelines,
      resources,
    );
  for (const name of Object.keys(file.variableGroups))
    await allow(
      bootstrap,
      { type: 'variablegroup', name },
      used((uses) => uses.variableGroups, name),
      pipelines,
      resources,
    );
}

const titles = { environment: 'environment', endpoint: 'service connection', variablegroup: 'variable group' };

async function allow(
  bootstrap: Bootstrap,
  { type, name }: { type: keyof Protected; name: string },
  wanted: readonly string[],
  pipelines: ReadonlyMap<string, number>,
  resources: Protected,
): Promise<void> {
  const { client, ledger } = bootstrap;
  const id = resources[type].get(name);
  const path = inProject(bootstrap, `pipelines/pipelinePermissions/${type}/${id}`);
  const there = id === undefined ? undefined : Permissions.parse(await client.get(path));
  const may = new Set(there?.pipelines.filter(({ authorized }) => authorized).map((pipeline) => pipeline.id));
  for (const pipeline of wanted) {
    const number = pipelines.get(pipeline);
    await ledger.ensure({
      what: `${pipeline} may use ${titles[type]} ${name}`,
      wanted: {},
      find: () => Promise.resolve(number !== undefined && may.has(number) ? {} : undefined),
      make: async () =>
        z.looseObject({}).parse(await client.send('PATCH', path, { pipelines: [{ id: number, authorized: true }] })),
    });
  }
  const names = new Map([...pipelines].map(([pipeline, number]) => [number, pipeline]));
  const others = [...may].filter((number) => !wanted.includes(names.get(number) ?? ''));
  for (const number of others)
    ledger.note({
      outcome: 'unlisted',
      what: `${names.get(number) ?? `pipeline ${number}`} may use ${titles[type]} ${name}`,
      differences: [],
    });
  if (there?.allPipelines?.authorized === true)
    ledger.note({ outcome: 'unlisted', what: `every pipeline may use ${titles[type]} ${name}`, differences: [] });
}
