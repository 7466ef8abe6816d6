import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

const Deployment = z.object({
  name: z.string(),
  outputs: z.record(z.string(), z.unknown()),
  resources: z.array(
    z.object({ id: z.string(), type: z.string(), apiVersion: z.string(), body: z.record(z.string(), z.unknown()) }),
  ),
});
export type Deployment = z.infer<typeof Deployment>;

/** What was deployed into a resource group, by name; kept in a file. */
export interface Deployments {
  find(name: string): Promise<Deployment | undefined>;
  save(deployment: Deployment): Promise<void>;
}

export function openDeployments(file: string): Deployments {
  const read = async () => {
    const text = await readFile(file, 'utf8').catch(() => '[]');
    return z.array(Deployment).parse(JSON.parse(text));
  };
  return {
    find: async (wanted) => (await read()).find(({ name }) => name === wanted),
    async save(deployment) {
      const others = (await read()).filter(({ name }) => name !== deployment.name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(`${file}.draft`, `${JSON.stringify([...others, deployment], undefined, 2)}\n`);
      await rename(`${file}.draft`, file);
    },
  };
}
