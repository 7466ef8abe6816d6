import { Command, Option } from 'commander';
import type { Cli } from '../cli.ts';
import { roles, type Role } from '../connect/tokens.ts';
import { connect, withAddressOptions, type AddressOptions } from './options.ts';

interface PrintOptions extends AddressOptions {
  readonly role: Role;
}

const examples = `
Routes of operators ask for a token instead of the function key. Locally it comes from docscore's own issuer, and is good for an hour.

Example:
  curl -X POST -H "authorization: Bearer $(npx docscore token)" "$URL/api/dead/replay" …`;

export const tokenCommand = (cli: Cli) =>
  withAddressOptions(new Command('token').description('print a token for curl and other programs'))
    .addOption(new Option('--role <role>', 'what it allows, locally').choices(roles).default('operator'))
    .addHelpText('after', examples)
    .action(async (options: PrintOptions) => {
      const { system } = await connect(cli, options);
      cli.out.line(await system.tokenFor(options.role));
    });
