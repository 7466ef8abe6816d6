import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { accountCommand } from './account.ts';
import { type AzCall, readArguments } from './arguments.ts';
import { AzError } from './az-error.ts';
import { blobCommand } from './blobs.ts';
import { functionAppCommand } from './function-apps.ts';
import { deploymentCommand } from './group-deployment.ts';
import type { RehearsedEnvironment } from './rehearsed-environment.ts';
import { Question, type Reply, standInVariables } from './wire.ts';

/** What a service connection may do. */
interface Connection {
  readonly environment: RehearsedEnvironment;
  /** Of the application whose tokens its environment's app takes. */
  readonly identifierUri: string;
}

interface Options {
  readonly tenantId: string;
  readonly subscriptionId: string;
  /** By the connection's name. Its identity reaches its own resource group only. */
  readonly connections: ReadonlyMap<string, Connection>;
  /** Is told each command that was answered or refused. */
  readonly hear?: (line: string) => void;
}

export interface AzStandIn {
  /** Comes first on a step's PATH. */
  readonly folder: string;
  /** What a step gets that signs in with this service connection; undefined: a step without one. */
  variables(connection: string | undefined): Record<string, string>;
  stop(): Promise<void>;
}

/**
 * Stands for Azure's control plane while a release is rehearsed: the program `az` asks it, it answers the commands of `commands.ts` from plans of the Bicep files
 * and from the local cloud. A command, an option or a template that it does not know is refused, never passed over.
 *
 * How to read it: `bin/az`, `az-process.ts`, `wire.ts` the program · `arguments.ts` what may be asked · `account.ts`, `group-deployment.ts`, `function-apps.ts`, `blobs.ts` who answers ·
 * `rehearsed-environment.ts` a resource group.
 */
export async function startAzStandIn(options: Options): Promise<AzStandIn> {
  const secret = randomUUID();
  const server = createServer((request, response) => {
    const answered =
      request.url === `/${secret}`
        ? json(request).then((question) => reply(Question.parse(question), options))
        : Promise.reject(new Error('Not for you'));
    answered.then(
      (body) => response.end(JSON.stringify(body)),
      () => response.writeHead(403).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${secret}`;
  return {
    folder: join(import.meta.dirname, 'bin'),
    variables: (connection = '') => ({
      [standInVariables.url]: url,
      [standInVariables.connection]: connection,
      [standInVariables.node]: process.execPath,
    }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function reply(question: Question, options: Options): Promise<Reply> {
  const line = `az ${question.args.join(' ')}`;
  try {
    const answer = await answerTo(readArguments(question.args), question, options);
    options.hear?.(line);
    return { exitCode: 0, stdout: answer === undefined ? '' : `${JSON.stringify(answer, undefined, 2)}\n`, stderr: '' };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    options.hear?.(`${line}: ${message}`);
    return { exitCode: error instanceof AzError ? error.exitCode : 1, stdout: '', stderr: `ERROR: ${message}\n` };
  }
}

async function answerTo(
  call: AzCall,
  { connection: name, folder, env }: Question,
  { tenantId, subscriptionId, connections }: Options,
): Promise<unknown> {
  const connection = connections.get(name);
  if (!connection) throw new AzError(1, "Please run 'az login' to setup account.");
  const { environment, identifierUri } = connection;
  const [area] = call.command.split(' ');
  if (area === 'account')
    return accountCommand(call, {
      ...{ connection: name, subscriptionId, tenantId },
      issuerOf: (resource) => Promise.resolve(resource === identifierUri ? releaseClient(environment) : undefined),
    });
  if (area === 'storage')
    return blobCommand(call, { folder, connectionString: environment.cloud().connectionStrings.Storage });
  if (call.one('--resource-group') !== environment.resourceGroup)
    throw new AzError(
      1,
      `(AuthorizationFailed) The identity of ${name} does not have authorization to perform action over '${call.one('--resource-group')}'.`,
    );
  if (area === 'deployment') return deploymentCommand(call, { environment, subscriptionId, folder, env });
  return functionAppCommand(call, { environment, folder });
}

/** The bootstrap gives the identity that deploys the role `release`. */
function releaseClient(environment: RehearsedEnvironment) {
  const { tokenUrl, scope, clients } = environment.cloud().issuer;
  return { tokenUrl, scope, clientId: 'release', clientSecret: clients['release'] ?? '' };
}
