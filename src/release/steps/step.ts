import type { EvidencePlace } from '../evidence/evidence-folder.ts';
import type { Az } from './az.ts';

/** Where a release goes. */
export type EnvironmentName = 'dev' | 'prod';
/** `live` serves people; `candidate` stands beside it with every trigger but HTTP disabled. */
export type AppName = 'live' | 'candidate';

/** What a step works with. */
export interface StepContext {
  /** The repository's folder. */
  readonly root: string;
  readonly environment: EnvironmentName;
  readonly place: EvidencePlace;
  readonly az: Az;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  /** What was done, and to what, for a person. */
  readonly say: (line: string) => void;
  /** For Azure Pipelines: as it is, whatever the output format. */
  readonly print: (line: string) => void;
}

/** What a step did, for a program; one JSON line with `--output json`. */
export type StepResult = Readonly<Record<string, unknown>>;
