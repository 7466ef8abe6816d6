/** What the command line says, as it came. */
export interface LocalOptions {
  readonly only?: string;
  readonly app?: string;
  readonly resources?: string;
  readonly setting?: readonly string[];
  readonly auth?: boolean;
  readonly dir: string;
  readonly ports?: string;
  /** `true`: at the usual port. */
  readonly control?: number | true;
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly endWithStdin?: boolean;
}
