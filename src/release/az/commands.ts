/** One command of the Azure CLI as the steps call it; `--output json` comes on top. */
export interface AzCommand {
  /** What stands before the first option. */
  readonly words: string;
  /** Always given. */
  readonly required: readonly string[];
  /** Sometimes given. `--parameters` may come more than once. */
  readonly optional?: readonly string[];
  /** What of the answer the steps read. */
  readonly answer: string;
}

const app = ['--resource-group', '--name'];
const deployment = ['--resource-group', '--name', '--template-file', '--parameters'];
const blob = ['--auth-mode', '--account-name', '--container-name'];

/**
 * Every command of `az` that a release may call. The steps can call nothing else, the rehearsal's stand-in answers exactly these.
 * Source: learn.microsoft.com/cli/azure
 */
export const azCommands: readonly AzCommand[] = [
  { words: 'account show', required: [], answer: '{ id, name, tenantId, user { name, type } }' },
  { words: 'account get-access-token', required: ['--resource'], answer: '{ accessToken, expiresOn, tokenType }' },
  {
    words: 'deployment group what-if',
    required: [...deployment, '--no-pretty-print'],
    answer: '{ status, changes: [{ resourceId, changeType, delta? }] }',
  },
  {
    words: 'deployment group create',
    required: deployment,
    answer: '{ name, properties { provisioningState, outputs } }',
  },
  {
    words: 'deployment group show',
    required: ['--resource-group', '--name'],
    answer: '{ name, properties { provisioningState, outputs: { <name>: { type, value } } } }',
  },
  {
    words: 'functionapp deployment source config-zip',
    required: [...app, '--src'],
    answer: '{ … } once the package is there; the app starts with it',
  },
  { words: 'functionapp show', required: app, answer: '{ name, state: Running | Stopped, defaultHostName }' },
  { words: 'functionapp start', required: app, answer: 'nothing' },
  { words: 'functionapp stop', required: app, answer: 'nothing' },
  { words: 'functionapp keys list', required: app, answer: '{ masterKey, functionKeys: { default }, systemKeys }' },
  {
    words: 'storage blob upload',
    required: [...blob, '--name', '--file', '--overwrite'],
    answer: '{ etag, lastModified }',
  },
  { words: 'storage blob download', required: [...blob, '--name', '--file'], answer: '{ name, properties }' },
  { words: 'storage blob list', required: [...blob, '--prefix'], answer: '[{ name, properties { contentLength } }]' },
];

/** The command that arguments call. @throws Error for one that is not in the table, or with options that it does not take. */
export function commandOf(args: readonly string[]): AzCommand {
  const firstOption = args.findIndex((arg) => arg.startsWith('--'));
  const words = (firstOption === -1 ? args : args.slice(0, firstOption)).join(' ');
  const command = azCommands.find((one) => one.words === words);
  if (!command) throw new Error(`az ${words} is not among the commands of a release (src/release/az/commands.ts)`);
  const given = args.filter((arg) => arg.startsWith('--'));
  const known = [...command.required, ...(command.optional ?? []), '--output'];
  const unknown = given.filter((option) => !known.includes(option));
  const missing = command.required.filter((option) => !given.includes(option));
  const faults = [
    ...unknown.map((option) => `${option} is not known`),
    ...missing.map((option) => `${option} is missing`),
  ];
  if (faults.length > 0) throw new Error(`az ${words}: ${faults.join(', ')} (src/release/az/commands.ts)`);
  return command;
}
