import type { Mutant } from '../mutant.ts';
import { failureMutants } from './failure-mutants.ts';
import { intakeMutants } from './intake-mutants.ts';
import { webhookMutants } from './webhook-mutants.ts';

/** What the local Event Grid does, each with the change that takes it away. */
export const mutants: readonly Mutant[] = [...intakeMutants, ...webhookMutants, ...failureMutants];
