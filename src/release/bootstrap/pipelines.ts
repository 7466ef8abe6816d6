import { z } from 'zod';
import { type Bootstrap, idOf, inProject, listed } from './project.ts';

const Pipeline = z.object({
  id: z.number(),
  configuration: z.object({ type: z.string(), path: z.string().transform((path) => path.replace(/^\//, '')) }),
});

/** @returns The pipelines' ids by name; none where a plan would make them. */
export async function ensurePipelines(bootstrap: Bootstrap): Promise<Map<string, number>> {
  const { file, client, ledger, repository } = bootstrap;
  const ids = new Map<string, number>();
  const path = inProject(bootstrap, 'pipelines');
  for (const [name, { yaml, folder }] of Object.entries(file.pipelines)) {
    const configuration = { type: 'yaml', path: yaml };
    const there = await ledger.ensure({
      what: `pipeline ${name}`,
      wanted: { configuration },
      find: async () => {
        const found = (await listed(client, path)).find((one) => one['name'] === name && one['folder'] === folder);
        // Lists do not say which file a pipeline is.
        return found && Pipeline.parse(await client.get(`${path}/${idOf(found)}`));
      },
      make: async () =>
        z.looseObject({}).parse(
          await client.send('POST', path, {
            ...{ name, folder },
            configuration: { ...configuration, repository: { ...repository, type: 'azureReposGit' } },
          }),
        ),
    });
    const id = idOf(there);
    if (id !== undefined) ids.set(name, Number(id));
  }
  return ids;
}
