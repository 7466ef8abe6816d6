import { Command, Option } from 'commander';
import { resolve } from 'node:path';
import { registerModel, type RegisterStep } from '../../../adapters/blob-registry.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Cli } from '../../cli.ts';
import { findRegistry } from '../../connect/find-registry.ts';
import { CliError } from '../../exit.ts';
import { printable, printableJson } from '../../screen/printable.ts';

interface RegisterOptions {
  readonly storage?: string;
  readonly output: 'table' | 'json';
}

const examples = `
The folder holds manifest.json, model.onnx and whatever else the manifest lists. It is checked and test-loaded in a process of its own
before anything is written. A version never changes: the same bytes again do nothing, other bytes need a new version. Nothing serves until
a rollout names it.

Examples:
  docscore models register my-model/1.0.0
  docscore models register my-model/1.0.0 --storage "$Storage" --output json`;

const steps: Readonly<Record<RegisterStep, string>> = {
  checked: 'files, digests, manifest and graph are right',
  tested: 'test-load passed',
  stored: 'stored; the manifest was written last',
};

export const registerModelCommand = (cli: Cli) =>
  new Command('register')
    .description('check a model version, test-load it and put it into the registry')
    .argument('<folder>', 'with manifest.json and the files that it lists')
    .option('--storage <connection>', 'connection string or blob service address (default: the system that runs here)')
    .addOption(
      new Option('-o, --output <format>', 'table for people, json for programs')
        .choices(['table', 'json'])
        .default('table'),
    )
    .addHelpText('after', examples)
    .action(async (folder: string, { storage, output }: RegisterOptions) => {
      const registry = await findRegistry(cli, storage);
      const { line, paint } = cli.err;
      const tell = (step: RegisterStep) => line(`${paint('green', '✓')} ${steps[step]}`);
      const { manifest, outcome } = await refusals(registerModel(registry, resolve(cli.cwd, folder), { onStep: tell }));
      const { model, modelVersion } = manifest;
      if (output === 'json') cli.out.line(printableJson({ model, modelVersion, outcome }));
      else {
        cli.out.line(
          `${printable(model)} ${modelVersion} ${outcome === 'exists' ? 'is registered already: the same bytes' : 'is registered'}`,
        );
        line(
          paint(
            'dim',
            `See it with \`docscore models show ${model} ${modelVersion}\`; nothing serves until a rollout names it.`,
          ),
        );
      }
    });

/** What the folder or the registry refuses, as a person reads it. */
async function refusals<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError) throw new CliError(1, error.message, { cause: error, next: error.next });
    throw error;
  }
}
