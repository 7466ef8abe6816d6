import { atMost, progress, withUnit, type Figure } from '../figures.ts';
import { median, percentile } from '../percentile.ts';
import { bornDigital, distinctSamples, receipts, upload } from './bench-documents.ts';
import { ended, withSystem } from './bench-system.ts';

const runs = 20;

/** A page with a text layer, from the beginning of its upload to its event at a consumer of the hub. */
export const bornDigitalPage = () => oneByOne('born-digital page → event', bornDigital, 1);

/** The same for a page that must be recognised. */
export const scannedReceipt = () => oneByOne('scanned receipt → event', receipts, 3);

const oneByOne = (what: string, files: readonly string[], targetSeconds: number): Promise<Figure[]> =>
  withSystem(async (bench) => {
    progress(`${what}: ${runs} documents, one after the other`);
    const seconds: number[] = [];
    for (const document of await distinctSamples(files, runs, 'one-by-one')) {
      const began = performance.now();
      await upload(bench, [document]);
      const end = await ended(bench, document.name);
      seconds.push((performance.now() - began) / 1000);
      if (end !== 'scored') throw new Error(`${document.name} ended ${end}`);
    }
    return [
      atMost(`${what}, p50 of ${runs}`, median(seconds), targetSeconds, 's'),
      { name: 'the same, p95', value: withUnit(percentile(seconds, 95), 's') },
    ];
  });
