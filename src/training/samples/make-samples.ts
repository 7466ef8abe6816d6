import { mkdir, writeFile } from 'node:fs/promises';
import { seedDocuments } from '../seed-folders.ts';
import { sampleFiles } from './sample-files.ts';

/** `npm run samples`: writes the sample documents, their ground truth and the manifest that lists them. */
await mkdir(seedDocuments, { recursive: true });
const files = await sampleFiles();
for (const { file, bytes, truth } of files) {
  await writeFile(new URL(file, seedDocuments), bytes);
  await writeFile(new URL(`${file}.truth.json`, seedDocuments), `${JSON.stringify(truth, null, 2)}\n`);
  console.log(file.padEnd(30), `${String(Math.ceil(bytes.length / 1024))} kB`);
}
const documents = files.map(({ file }) => ({ file, truth: `${file}.truth.json` }));
await writeFile(new URL('manifest.json', seedDocuments), `${JSON.stringify({ documents }, null, 2)}\n`);
