import { z } from 'zod';
import type { AzureDevOps } from '../azure-devops.ts';
import type { DevopsClient } from './devops-client.ts';
import { DevopsRefusal } from './devops-client.ts';
import type { Ledger } from './ledger.ts';

/** Runs `az` and reads its JSON. */
export type Az = (args: readonly string[]) => Promise<unknown>;

const Named = z.object({ id: z.string(), name: z.string() });

/** What every room of the bootstrap works with. */
export interface Bootstrap {
  readonly file: AzureDevOps;
  readonly client: DevopsClient;
  readonly az: Az;
  readonly ledger: Ledger;
  readonly project: z.infer<typeof Named>;
  readonly repository: z.infer<typeof Named>;
}

/** The project and its repository have to be there. @throws DevopsRefusal that says what is not. */
export async function findProject(
  file: AzureDevOps,
  client: DevopsClient,
): Promise<Pick<Bootstrap, 'project' | 'repository'>> {
  const project = await client.get(`_apis/projects/${encodeURIComponent(file.project)}`);
  if (project === undefined)
    throw new DevopsRefusal(
      `${file.organisation} has no project ${file.project}. Make it, or say another by --set project=…`,
    );
  const repository = await client.get(
    `${encodeURIComponent(file.project)}/_apis/git/repositories/${encodeURIComponent(file.repository)}`,
  );
  if (repository === undefined)
    throw new DevopsRefusal(
      `Project ${file.project} has no repository ${file.repository}. Push it, or say another by --set repository=…`,
    );
  return { project: Named.parse(project), repository: Named.parse(repository) };
}

/** The path of the project's own part of the API. */
export const inProject = ({ project }: Pick<Bootstrap, 'project'>, path: string) =>
  `${encodeURIComponent(project.name)}/_apis/${path}`;

const List = z.object({ value: z.array(z.looseObject({})) });

/** What a list holds. */
export const listed = async (client: DevopsClient, path: string): Promise<Record<string, unknown>[]> =>
  List.parse((await client.get(path)) ?? { value: [] }).value;

/** The id of something that the service has answered. */
export const idOf = (thing: object | undefined): string | undefined =>
  thing === undefined ? undefined : String(z.object({ id: z.union([z.string(), z.number()]) }).parse(thing).id);
