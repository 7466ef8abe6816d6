import { parseBicep } from '../bicep/parse.ts';
import type { Project } from '../checks/project.ts';
import { jsonMutations } from './json-mutations.ts';
import type { Mutation } from './mutation.ts';
import { mutationsOf } from './mutators.ts';

/** The JSON files that Bicep loads and the code depends on; the workbook is for people. */
const jsonFiles = ['infra/roles.json', 'infra/settings.json'];

/** Every fault that can be put into the committed files. */
export function allMutations({ files, read }: Pick<Project, 'files' | 'read'>): Mutation[] {
  return [
    ...files.flatMap((file) => mutationsOf(parseBicep(read(file), file).tree)),
    ...jsonFiles.flatMap((file) => jsonMutations(read(file), file)),
  ];
}
