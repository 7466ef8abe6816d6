import { join } from 'node:path';
import { Command, Option } from 'commander';
import { z } from 'zod';
import { readAzureDevOps } from './azure-devops.ts';
import { devopsClient, DevopsRefusal } from './bootstrap/devops-client.ts';
import { filledIn, MissingParameters } from './bootstrap/parameters.ts';
import { entryLines, summaryLine } from './bootstrap/print.ts';
import type { Az } from './bootstrap/project.ts';
import { runBootstrap } from './bootstrap/run-bootstrap.ts';
import { az } from './steps/az.ts';

/** The application id of Azure DevOps in every tenant. Source: learn.microsoft.com/azure/devops/cli/entra-tokens. */
const azureDevops = '499b84ac-1321-427f-aa17-267ca6975798';

interface BootstrapOptions {
  readonly set: Record<string, string>;
  readonly plan: boolean;
  readonly output: 'text' | 'json';
}

const command = new Command('bootstrap')
  .description('Makes in Azure DevOps what the pipelines need and YAML cannot say, from pipelines/azure-devops.json.')
  .option('--set <name=value>', 'a parameter of that file; again for each', collect, {})
  .option('--plan', 'only print what would be made or put back', false)
  .addOption(
    new Option('-o, --output <format>', 'text for people, json for programs (one thing a line)')
      .choices(['text', 'json'])
      .default('text'),
  )
  .addHelpText(
    'after',
    `
Signs in as \`az login\` did, or by a personal access token in AZURE_DEVOPS_EXT_PAT. Run it as often as you like: what is as it
should be stays, what somebody changed is put back and said, what the file does not have is said and left alone.

  npm run bootstrap -- --plan --set organisation=https://dev.azure.com/contoso --set tenantId=…`,
  )
  .action(async (options: BootstrapOptions) => {
    await bootstrap(options);
  });

async function bootstrap({ set, plan: isPlan, output }: BootstrapOptions): Promise<void> {
  const file = filledIn(readAzureDevOps(join(import.meta.dirname, '../..')), set);
  const client = devopsClient({ organisation: file.organisation, authorization: await authorization(az) });
  const hear = (entry: Parameters<typeof entryLines>[0]) => {
    process.stdout.write(output === 'json' ? `${JSON.stringify(entry)}\n` : entryLines(entry));
  };
  const entries = await runBootstrap({ file, client, az, isPlan, hear });
  if (output === 'text') process.stdout.write(summaryLine(entries, isPlan));
}

/** The token is never printed. */
async function authorization(az: Az): Promise<string> {
  const pat = process.env['AZURE_DEVOPS_EXT_PAT'];
  if (pat !== undefined && pat !== '') return `Basic ${Buffer.from(`:${pat}`).toString('base64')}`;
  const token = z
    .object({ accessToken: z.string() })
    .parse(await az(['account', 'get-access-token', '--resource', azureDevops]));
  return `Bearer ${token.accessToken}`;
}

function collect(text: string, before: Record<string, string>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) command.error(`error: --set wants name=value, not '${text}'`, { exitCode: 2 });
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

await command.parseAsync().catch((error: unknown) => {
  const isUsage = error instanceof MissingParameters;
  process.stderr.write(`${error instanceof DevopsRefusal || error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = isUsage ? 2 : 1;
});
