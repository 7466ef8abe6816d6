import { z } from 'zod';
import type { Bootstrap } from './project.ts';

/** Entra accepts tokens for this audience only. Source: learn.microsoft.com/entra/workload-id/workload-identity-federation. */
const audience = 'api://AzureADTokenExchange';

const Credentials = z.array(z.looseObject({ name: z.string() }));

interface Trust {
  readonly connection: string;
  readonly resourceGroup: string;
  readonly identity: string;
  /** Not yet known to a plan whose connection is still to be made. */
  readonly issuer: string | undefined;
  readonly subject: string | undefined;
}

/** Has the identity trust the connection: one federated credential, named after it. */
export async function federate({ az, ledger }: Bootstrap, trust: Trust): Promise<void> {
  const { connection, resourceGroup, identity, issuer, subject } = trust;
  const where = ['--resource-group', resourceGroup, '--identity-name', identity];
  const write = (verb: 'create' | 'update') => async () =>
    z
      .looseObject({})
      .parse(
        await az([
          ...['identity', 'federated-credential', verb, ...where, '--name', connection],
          ...['--issuer', issuer ?? '', '--subject', subject ?? '', '--audiences', audience],
        ]),
      );
  await ledger.ensure({
    what: `trust of ${identity} in ${connection}`,
    wanted: issuer === undefined ? {} : { issuer, subject, audiences: [audience] },
    find: async () =>
      issuer === undefined
        ? undefined
        : Credentials.parse(await az(['identity', 'federated-credential', 'list', ...where])).find(
            ({ name }) => name === connection,
          ),
    make: write('create'),
    mend: write('update'),
  });
}
