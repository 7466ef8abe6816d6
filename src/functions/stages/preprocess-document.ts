import { features, ocrResults } from '../../domain/artifact.ts';
import { preprocess } from '../../pipeline/preprocess.ts';
import type { Services } from '../../ports.ts';
import { onStage } from './on-stage.ts';

/** Stage 2: `ocr` artifact ─► `features` artifact. */
export const preprocessDocument = (services: Services) =>
  onStage(services, 'preprocess', async (job) => {
    const ocr = await services.artifacts.read(ocrResults, job);
    await services.artifacts.create(features, job, preprocess(ocr));
    return undefined;
  });
