import type { z } from 'zod';
import { Features } from './features.ts';
import { OcrResult } from './ocr.ts';

/** A kind of artifact: its file name inside the run's folder, and its schema. */
export interface Artifact<T> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
}

/** The version of `pipeline/preprocess.ts`: raise it when the same text gives other features. */
export const preprocessVersion = 1;

export const ocrResults: Artifact<OcrResult> = { name: 'ocr.json', schema: OcrResult };
export const features: Artifact<Features> = { name: `features-${String(preprocessVersion)}.json`, schema: Features };
