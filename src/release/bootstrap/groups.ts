import { z } from 'zod';
import { type Bootstrap, idOf, listed } from './project.ts';

/**
 * The groups whose members approve. People are put in by hand: who they are is nobody's business here.
 *
 * @returns Their identity ids by name; none where a plan would make them.
 */
export async function ensureGroups({ file, client, ledger, project }: Bootstrap): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const [name, { description }] of Object.entries(file.groups)) {
    const filterValue = `[${project.name}]\\${name}`;
    const query = new URLSearchParams({ searchFilter: 'General', filterValue, queryMembership: 'None' });
    const find = async () => (await listed(client, `_apis/identities?${query.toString()}`))[0];
    const there = await ledger.ensure({
      what: `group ${name}`,
      wanted: {},
      find,
      make: async () => {
        const { value } = z
          .object({ value: z.string() })
          .parse(await client.get(`_apis/graph/descriptors/${project.id}`));
        const scope = new URLSearchParams({ scopeDescriptor: value });
        await client.send('POST', `_apis/graph/groups?${scope.toString()}`, { displayName: name, description });
        // The answer names its descriptor; checks want the identity's id.
        const made = await find();
        if (!made) throw new Error(`Group ${name} was made and is not found yet; run this again in a minute.`);
        return made;
      },
    });
    const id = idOf(there);
    if (id !== undefined) ids.set(name, id);
  }
  return ids;
}
