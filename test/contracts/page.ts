/** Titles of contract checks: where the behaviour is written down. */

/** @param path Below learn.microsoft.com/azure/. */
export const page = (path: string) => `learn.microsoft.com/azure/${path}`;

/** For what only a public source tells. @param path Repository and file, such as `azure-webjobs-sdk/…/QueueProcessor.cs`. */
export const source = (path: string) => `github.com/${path}`;
