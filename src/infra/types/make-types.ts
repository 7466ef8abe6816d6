import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile, mkdir, readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildIndex, writeIndexJson, writeTypesJson, type TypeFile } from 'bicep-types';
import { Command } from 'commander';
import { AzmcpAnswer, type DescribedType } from './described.ts';
import { typeNames } from './type-names.ts';
import { typeFileOf } from './type-file.ts';
import { actionGroups, metricAlerts, scheduledQueryRules } from './written/alerts.ts';
import { diagnosticSettings, locks, privateDnsZones, virtualNetworkLinks } from './written/network.ts';
import { withSiteUpdates } from './written/site-updates.ts';

/** The npm package whose tool prints resource types offline (MIT), and its version: change both here to get newer types. */
const source = { name: '@azure/mcp-linux-x64', version: '2.0.5' };
const folder = path.resolve(import.meta.dirname, '../../../infra/types');
const run = promisify(execFile);

new Command('infra:types')
  .description(
    'Makes infra/types: installs the tool from the npm registry into a temporary folder and asks it for each resource type.',
  )
  .action(makeTypes)
  .parse();

async function makeTypes(): Promise<void> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`${source.name} runs on Linux x64 only. Run this in a container; what it makes is committed.`);
  const described = [
    ...(await describedTypes()),
    ...[
      actionGroups,
      metricAlerts,
      scheduledQueryRules,
      privateDnsZones,
      virtualNetworkLinks,
      diagnosticSettings,
      locks,
    ],
  ];
  const files = Map.groupBy(described, fileOf);
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) if (name.endsWith('.json')) await rm(path.join(folder, name));
  const written: TypeFile[] = [];
  for (const [relativePath, resources] of [...files].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const { types } = typeFileOf(resources);
    await writeFile(path.join(folder, relativePath), `${JSON.stringify(JSON.parse(writeTypesJson(types)))}\n`);
    written.push({ relativePath, types });
  }
  const index = buildIndex(written, () => undefined);
  await writeFile(path.join(folder, 'index.json'), `${writeIndexJson(index)}\n`);
  console.log(`${String(described.length)} resource types in ${String(written.length)} files of infra/types`);
}

async function describedTypes(): Promise<DescribedType[]> {
  const temporary = await mkdtemp(path.join(os.tmpdir(), 'docscore-types-'));
  try {
    const exact = `${source.name}@${source.version}`;
    await run('npm', ['install', '--prefix', temporary, '--no-audit', '--no-fund', '--ignore-scripts', exact]);
    const tool = path.join(temporary, 'node_modules', source.name, 'dist/azmcp');
    const described: DescribedType[] = [];
    for (const name of typeNames) described.push(await askTool(tool, name));
    return described;
  } finally {
    await rm(temporary, { recursive: true });
  }
}

async function askTool(tool: string, resourceType: string): Promise<DescribedType> {
  const env = { ...process.env, AZURE_MCP_COLLECT_TELEMETRY: 'false' };
  const options = { env, maxBuffer: 100_000_000 };
  const { stdout } = await run(tool, ['bicepschema', 'get', '--resource-type', resourceType], options);
  if (!stdout.startsWith('{'))
    throw new Error(
      `The tool cannot print ${resourceType}: restate it in src/infra/types/written/.\n${stdout.slice(0, 300)}`,
    );
  return withSiteUpdates(AzmcpAnswer.parse(JSON.parse(stdout)).results.BicepSchemaResult);
}

/** `microsoft.web-2024-11-01.json`: types of one provider and api version share their parts. */
function fileOf(described: DescribedType): string {
  const resource = described.find(({ $type }) => $type === 'Resource');
  const [, provider = '', version = ''] = /^([^/]+)\/.*@(.*)$/.exec(resource?.name ?? '') ?? [];
  return `${provider.toLowerCase()}-${version}.json`;
}
