import { mkdir, writeFile } from 'node:fs/promises';
import { trainDocumentType } from './document-type.ts';
import { seedModels } from './seed-folders.ts';

/** `npm run train`: writes the model versions that ship with docscore. The same sources give the same bytes. */
const { manifest, graph } = trainDocumentType();
const folder = new URL(`${manifest.model}/${manifest.modelVersion}/`, seedModels);
await mkdir(folder, { recursive: true });
await writeFile(new URL('model.onnx', folder), graph);
await writeFile(new URL('manifest.json', folder), `${JSON.stringify(manifest, null, 2)}\n`);
console.log(
  `${manifest.model} ${manifest.modelVersion}: ${String(graph.length)} bytes, ${JSON.stringify(manifest.metrics)}`,
);
