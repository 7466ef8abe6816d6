import type { Decision } from '../../local/azure-devops/approvals.ts';
import type { Artifacts } from './artifacts.ts';
import type { Masks } from './masks.ts';
import type { Timeline } from './timeline.ts';
import type { GroupValues } from './variables.ts';

/** What a stage that uses an environment waits for. */
export interface Waiting {
  readonly environment: string;
  readonly stage: string;
  /** The number of the approval in Azure DevOps. */
  readonly id: string;
  readonly approvers: readonly string[];
  readonly instructions: string;
  readonly expiresAt: Date;
}

/** How a stage may not begin: the check that did not pass, and why. */
export interface Refusal {
  readonly check: string;
  readonly reason: string;
}

/** What the parts of a rehearsed run share. */
export interface Rehearsal {
  readonly timeline: Timeline;
  readonly masks: Masks;
  readonly artifacts: Artifacts;
  /** The repository: what a step runs in. */
  readonly root: string;
  /** Where agents work, one folder for each job. */
  readonly workFolder: string;
  /** The environment of every step. */
  readonly env: Readonly<Record<string, string>>;
  /** What a step gets that signs in with this service connection. */
  readonly signedIn: (connection: string | undefined) => Readonly<Record<string, string>>;
  /** @throws Error for one that is not there, or that the pipeline may not use. */
  readonly groupCalled: (name: string) => GroupValues;
  /** @throws Error when the pipeline may not use the environment. */
  readonly mayUse: (environment: string) => void;
  /** Whether branch and time let a stage into the environment. */
  readonly refusal: (environment: string) => Refusal | undefined;
  /** Asks those who approve; `undefined` where nobody is asked. */
  readonly ask: (
    environment: string,
    stage: string,
  ) => (Waiting & { readonly decision: Promise<Decision> }) | undefined;
  /** Takes the environment's exclusive lock; resolves when it is had. */
  readonly lock: (environment: string) => Promise<() => void>;
  /** Aborted: the run was cancelled, or the job took too long. */
  readonly signal: AbortSignal;
  /** How a stage reads whose approval was rejected: Azure's own word for it has not been seen here. */
  readonly rejectedAs: 'Failed' | 'Skipped';
}

/** For what begins now. Cancelling ends what runs at that moment; what begins later, as its condition says `always()`, runs to its end. */
export const untouchedByCancel = (rehearsal: Rehearsal): Rehearsal =>
  rehearsal.signal.aborted ? { ...rehearsal, signal: new AbortController().signal } : rehearsal;
