import type { Mutant } from '../mutant.ts';
import { connectionMutants } from './mutants-connection.ts';
import { receivingMutants } from './mutants-receiving.ts';

export const mutants: readonly Mutant[] = [...connectionMutants, ...receivingMutants];
