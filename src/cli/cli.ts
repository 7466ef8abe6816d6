import type { Screen } from './screen/screen.ts';

/** What commands get from the process that runs them. */
export interface Cli {
  /** Where the person is: what paths on the command line start from. */
  readonly cwd: string;
  /** The folder that `.docscore` of a start goes to. */
  readonly stateHome: string;
  /** The repository's folder. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where answers of the person come from. */
  readonly input: NodeJS.ReadStream;
  readonly out: Screen;
  readonly err: Screen;
}
