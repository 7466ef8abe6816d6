import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readAzureDevOps } from '../../azure-devops.ts';
import { releaseCommand } from '../../release-command.ts';
import { smokeCommand } from '../../smoke-command.ts';
import { stepOutputs } from '../../steps/pipeline-output.ts';
import { readFrom } from '../source/files.ts';
import type { CheckOptions } from './check-pipelines.ts';
import { commandFacts, subcommandFacts } from './command-facts.ts';

const PackageJson = z.object({ scripts: z.record(z.string(), z.string()) });

/**
 * What this repository's pipelines are checked against, read from its files and its programs.
 *
 * @throws Error when azure-devops.json or package.json are not as they must be.
 */
export function repositoryFacts(root: string): CheckOptions {
  const { scripts } = PackageJson.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const yamlFiles = readdirSync(join(root, 'pipelines'), { recursive: true, encoding: 'utf8' })
    .map((path) => `pipelines/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.ya?ml$/.test(path));
  return {
    read: readFrom(root),
    devops: readAzureDevOps(root),
    yamlFiles,
    cache: new Map(),
    facts: {
      npmScripts: Object.keys(scripts),
      releaseSteps: subcommandFacts(releaseCommand()),
      commands: { smoke: commandFacts(smokeCommand()) },
      stepOutputs,
      exists: (path) => existsSync(join(root, path)),
    },
  };
}
