import type { RunContext } from '../pipeline/run/run-context.ts';
import type { TimelineRecord } from './timeline.ts';
import type { Variables } from './variables.ts';

/** A job while its steps run. */
export interface RunningJob {
  readonly record: TimelineRecord;
  /** `Pipeline.Workspace`. */
  readonly workspace: string;
  variables: Variables;
  status: 'Succeeded' | 'SucceededWithIssues' | 'Failed' | 'Canceled';
  /** By `<step>.<variable>`. */
  readonly outputs: Record<string, string>;
  readonly context: Pick<RunContext, 'dependencies' | 'stageDependencies'>;
}
