import type { Value } from '../../infra/plan/value.ts';
import { isSite, nameOf, type RehearsedEnvironment, slotOf } from './rehearsed-environment.ts';

/** Local addresses by those that a plan computes. */
export type Addresses = ReadonlyMap<string, string>;

/** A value of a plan with the addresses of this machine in it. */
export function withLocalAddresses(value: Value, addresses: Addresses): unknown {
  if (typeof value !== 'string') return value;
  for (const [azure, local] of addresses)
    if (value === azure || value.startsWith(`${azure}/`)) return `${local}${value.slice(azure.length)}`;
  return value;
}

/** Where the apps and the storage account of a group are on this machine. */
export async function localAddresses(environment: RehearsedEnvironment): Promise<Addresses> {
  const { urls, connectionStrings } = environment.cloud();
  const blobs = /BlobEndpoint=([^;]+)/.exec(connectionStrings.Storage)?.[1];
  if (blobs === undefined) throw new Error('The connection string of the local storage names no BlobEndpoint');
  const all = new Map<string, string>();
  for (const { type, body } of (await environment.deployments.find('docscore-platform'))?.resources ?? []) {
    const name = nameOf(body);
    if (isSite({ type })) all.set(`https://${name}.azurewebsites.net`, urls[slotOf(name)]);
    // One Azurite stands for all accounts; the containers' names tell them apart.
    if (type === 'Microsoft.Storage/storageAccounts')
      all.set(`https://${name}.blob.core.windows.net`, blobs.replace(/\/$/, ''));
  }
  return all;
}
