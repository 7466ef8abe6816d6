import { z } from 'zod';
import { Prediction } from './prediction.ts';

/** What the version that did not serve said about a run; nobody is told. One per model. */
export const Shadow = Prediction.extend({ type: z.literal('shadow') });
export type Shadow = z.infer<typeof Shadow>;
