/** What to plan, and where it would be deployed. */
export interface PlanOptions {
  /** Path of the .bicep file, relative to the repository or absolute. */
  readonly template: string;
  /** Path of a .bicepparam file. */
  readonly parameters?: string;
  /** Parameter values that win over the file's. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Where it is deployed; a template of a subscription uses the subscription and the location. */
  readonly resourceGroup?: { readonly name: string; readonly location: string; readonly subscriptionId: string };
  /** Environment variables for `readEnvironmentVariable`; none when left out. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  /** Reads a file; relative paths are relative to the working directory when left out. */
  readonly read?: (path: string) => string;
}
