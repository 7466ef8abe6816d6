import type { AzureDevOps } from '../../azure-devops.ts';
import type { ExpandedPipeline } from '../expanded.ts';

/** What a program of this repository takes on its command line. */
export interface CommandFacts {
  /** By long name, `--app`. */
  readonly options: Readonly<Record<string, OptionFacts>>;
}

interface OptionFacts {
  readonly takesValue: boolean;
  readonly isMandatory: boolean;
  readonly choices: readonly string[] | undefined;
}

/** What azure-devops.json says of the project. */
export type ProjectFacts = Pick<
  AzureDevOps,
  'environments' | 'serviceConnections' | 'variableGroups' | 'pipelines' | 'permissions' | 'pools'
>;

/** What a pipeline is checked against. */
export interface Facts {
  readonly devops: ProjectFacts;
  /** All pipelines by their name in azure-devops.json. */
  readonly pipelines: Readonly<Record<string, ExpandedPipeline>>;
  /** Names of the scripts in package.json. */
  readonly npmScripts: readonly string[];
  /** Steps of `npm run release`, by name. */
  readonly releaseSteps: Readonly<Record<string, CommandFacts>>;
  /** Other scripts whose options are known, by the script's name. */
  readonly commands: Readonly<Record<string, CommandFacts>>;
  /** What each release step sets for later ones. */
  readonly stepOutputs: Readonly<Record<string, readonly string[]>>;
  /** Whether the repository has this file or folder. */
  readonly exists: (path: string) => boolean;
}

/** One pipeline with what it is checked against. */
export interface Checked {
  readonly pipeline: ExpandedPipeline;
  /** Its name in azure-devops.json; undefined when that file does not have it. */
  readonly name: string | undefined;
  readonly facts: Facts;
}
