import type { Mutant } from '../mutant.ts';
import { httpMutants } from './mutants-http.ts';
import { outputMutants } from './mutants-outputs.ts';
import { triggerMutants } from './mutants-triggers.ts';

export const mutants: readonly Mutant[] = [...httpMutants, ...triggerMutants, ...outputMutants];
