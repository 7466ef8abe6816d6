/** What `az` says on stderr before it ends with `exitCode`: 1 the service refuses, 2 the arguments are wrong, 3 there is no such thing. */
export class AzError extends Error {
  readonly exitCode: 1 | 2 | 3;

  constructor(exitCode: 1 | 2 | 3, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Resource Manager's words, as `az` prints them. */
export const refusedByAzure = (code: string, message: string) => new AzError(1, `(${code}) ${message}`);

export const notFoundInAzure = (type: string, name: string, resourceGroup: string) =>
  new AzError(
    3,
    `(ResourceNotFound) The Resource '${type}/${name}' under resource group '${resourceGroup}' was not found.`,
  );
