import path from 'node:path';
import { plainText } from '../bicep/body.ts';
import { parseBicep } from '../bicep/parse.ts';
import type { BicepTree } from '../bicep/tree.ts';
import type { Problem } from '../problem.ts';

/** Outputs of templates that are deployed as such, and who reads each: a step of the release, or a person. */
const read: Readonly<Record<string, Readonly<Record<string, 'release' | 'person'>>>> = {
  'infra/main.bicep': {
    liveAppName: 'release',
    liveAppUrl: 'release',
    candidateAppName: 'release',
    candidateAppUrl: 'release',
    storageAccountName: 'release',
    storageBlobUri: 'release',
    systemTopicName: 'release',
    storageQueueUri: 'person',
    cosmosEndpoint: 'person',
    eventHubsNamespace: 'person',
    insightsName: 'person',
    vaultName: 'person',
  },
  'infra/bootstrap.bicep': {
    resourceGroupName: 'person',
    vaultName: 'person',
    deployerClientId: 'person',
    deployerPrincipalId: 'person',
  },
};

/** Outputs that nobody reads, and those that somebody reads and nobody gives. A module is read by the files that use it. */
export function outputProblems(files: readonly string[], readFile: (file: string) => string): Problem[] {
  const trees = files.filter((file) => file.endsWith('.bicep')).map((file) => parseBicep(readFile(file), file).tree);
  return trees.flatMap((tree) => {
    const wanted = read[tree.source.file];
    const given = tree.statements.filter((one) => one.kind === 'output');
    const users = trees.flatMap((user) =>
      symbolsFor(tree.source.file, user).map((symbol) => ({ symbol, text: user.source.text })),
    );
    const unread = given.filter(({ name }) =>
      wanted ? !(name.name in wanted) : !users.some((user) => reads(user, name.name)),
    );
    const missing = Object.keys(wanted ?? {}).filter((name) => !given.some((one) => one.name.name === name));
    return [
      ...unread.map(({ span, name }) =>
        tree.source.problem(span, 'unread-output', `Nobody reads the output "${name.name}".`),
      ),
      ...missing.map((name) =>
        tree.source.problem(
          { start: 0, end: 0 },
          'missing-output',
          `The output "${name}" is missing: somebody reads it (src/infra/lint/outputs.ts).`,
        ),
      ),
    ];
  });
}

/** Names of the modules in a file that are made from that template. */
function symbolsFor(file: string, { source, statements }: BicepTree): string[] {
  return statements.flatMap((one) => {
    if (one.kind !== 'module') return [];
    return path.posix.join(path.posix.dirname(source.file), plainText(one.path) ?? '') === file ? [one.name.name] : [];
  });
}

const reads = ({ symbol, text }: { symbol: string; text: string }, output: string): boolean =>
  new RegExp(`\\b${symbol}(\\[[^\\]]*\\])?[!?]?\\.\\??outputs[!?]?\\.\\??${output}\\b`).test(text);
