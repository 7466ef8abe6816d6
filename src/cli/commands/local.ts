import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import type { LocalOptions } from '../local/local-options.ts';
import { portNumber } from './options.ts';

const examples = `
Services: storage (Blob and Queue Storage, with Event Grid), cosmos, event-hubs, document-intelligence, key-vault, issuer (of tokens), functions
(with --app).
They speak the services' own protocols: point the official SDKs at the printed connection strings. docs/local-cloud.md says what is supported.

Settings of the app: Values of its local.settings.json, where the environment wins; and --setting. UseDevelopmentStorage=true becomes the
storage that was started; AzureWebJobsStorage, Storage, Cosmos, Events and AUTH_… are set to the services that were started unless the app says otherwise.

Examples:
  npx docscore local
  npx docscore local --only cosmos,event-hubs --resources resources.json
  npx docscore local --app ../my-functions --setting 'CosmosDBConnection={cosmos}'
  npx docscore local --only cosmos --control
      curl -X POST localhost:7070/faults -d '{"service":"cosmos","trouble":{"kind":"error","status":429,"retryAfterMs":500},"times":3}'

Exit codes: 0 ended by Ctrl-C, 1 a service could not start, 2 usage.`;

export const localCommand = (cli: Cli) =>
  new Command('local')
    .description('start services of the local cloud for any other project')
    .option('--only <services>', 'comma-separated; default: all, and functions if there is an --app')
    .option('--app <folder>', 'run this @azure/functions v4 app')
    .option('--resources <file>', 'JSON: containers, queues, hubs, subscriptions to make')
    .option('--setting <name=value>', 'app setting; {cosmos} and such stand for addresses', collect)
    .option('--auth', 'ask for function keys, as in Azure (func start does not)')
    .option('--dir <folder>', 'where all state is kept', '.docscore-local')
    .option('--ports <ports>', '0: any that are free; or such as cosmos=8081,functions=7071')
    .option('--control [port]', 'open the control endpoint for faults and clock, at 7070 if free', portNumber)
    .option('--json', 'print one line of JSON with all addresses when ready')
    .option('--verbose', 'tell details of the host and its workers too')
    .option('--end-with-stdin', 'end when standard input does: no orphan is left of a program that starts this one')
    .addHelpText('after', examples)
    .action(async (options: LocalOptions) => {
      // The services take a while to load; the other commands need none of it.
      const { local } = await import('../local/local.ts');
      await local(cli, options);
    });

const collect = (value: string, before: string[] = []) => [...before, value];
