import type { System } from '../../cli/connect/find-system.ts';

/** What the app is expected to be; absent: whatever it says. */
interface Expected {
  readonly commit?: string | undefined;
  /** Of the package's contents. */
  readonly digest?: string | undefined;
}

/** What a check works with. */
export interface Asked {
  readonly system: System;
  readonly expected: Expected;
  /** A file that is sent as a document. */
  readonly sample: string;
  /** Whether no model needs to serve yet: the candidate of a first release, whose models wait for the approval. */
  readonly mayServeNothing: boolean;
  /** When a check that waits gives up, in ms since 1970. */
  readonly until: number;
}

/** One question to an app that runs. */
export interface Check {
  readonly name: string;
  /** @returns What it answered, in a few words. @throws Error that says what is wrong. */
  readonly ask: (asked: Asked) => Promise<string>;
}

/** How a check ended. */
export interface Outcome {
  readonly name: string;
  readonly ms: number;
  readonly says: string;
  readonly isPassed: boolean;
}
