import { z } from 'zod';
import { wantedChecks, type WantedCheck } from './checks.ts';
import { type Bootstrap, idOf, inProject, listed } from './project.ts';

/** Environments with their checks; `groups` are the ids of those who approve. @returns Their ids by name; none where a plan would make them. */
export async function ensureEnvironments(
  bootstrap: Bootstrap,
  groups: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const { file, client, ledger } = bootstrap;
  const ids = new Map<string, string>();
  const path = inProject(bootstrap, 'distributedtask/environments');
  for (const [name, environment] of Object.entries(file.environments)) {
    const wanted = { name, description: environment.description };
    const query = new URLSearchParams({ name });
    const there = await ledger.ensure({
      what: `environment ${name}`,
      wanted,
      find: async () => (await listed(client, `${path}?${query.toString()}`)).find((found) => found['name'] === name),
      make: async () => z.looseObject({}).parse(await client.send('POST', path, wanted)),
      mend: async (found) => z.looseObject({}).parse(await client.send('PATCH', `${path}/${idOf(found)}`, wanted)),
    });
    const id = idOf(there);
    if (id !== undefined) ids.set(name, id);
    await ensureChecks(bootstrap, { name, id }, wantedChecks(environment, groups));
  }
  return ids;
}

const Check = z.looseObject({
  id: z.union([z.string(), z.number()]),
  type: z.looseObject({ id: z.string(), name: z.string().optional() }),
  settings: z
    .looseObject({ displayName: z.string().optional(), definitionRef: z.looseObject({ id: z.string() }).optional() })
    .optional(),
});

/** The approval cannot be edited away by YAML: it is the boundary, so what differs is put back and said. */
async function ensureChecks(
  bootstrap: Bootstrap,
  { name, id }: { name: string; id: string | undefined },
  checks: readonly WantedCheck[],
): Promise<void> {
  const { client, ledger } = bootstrap;
  const path = inProject(bootstrap, 'pipelines/checks/configurations');
  const query = new URLSearchParams({ resourceType: 'environment', resourceId: id ?? '', $expand: 'settings' });
  const there = id === undefined ? [] : z.array(Check).parse(await listed(client, `${path}?${query.toString()}`));
  const kindOf = ({ type, settings }: z.infer<typeof Check>) => (settings?.definitionRef?.id ?? type.id).toLowerCase();
  for (const { title, kind, body } of checks) {
    const whole = { ...body, resource: { type: 'environment', id: id ?? '', name } };
    await ledger.ensure({
      what: `environment ${name}: ${title}`,
      wanted: body,
      find: () => Promise.resolve(there.find((check) => kindOf(check) === kind)),
      make: async () => z.looseObject({}).parse(await client.send('POST', path, whole)),
      mend: async (found) =>
        z
          .looseObject({})
          .parse(await client.send('PATCH', `${path}/${idOf(found)}`, { ...whole, id: Number(idOf(found)) })),
    });
  }
  for (const check of there)
    if (!checks.some(({ kind }) => kind === kindOf(check)))
      ledger.note({
        outcome: 'unlisted',
        what: `environment ${name}: ${check.settings?.displayName ?? check.type.name ?? check.type.id}`,
        differences: [],
      });
}
