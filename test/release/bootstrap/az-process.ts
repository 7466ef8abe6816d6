import { entra } from '../../../src/release/az/entra.ts';

/** An `az` on PATH: answers as the identities of the repository's azure-devops.json would be found; keeps nothing. */
const az = entra({
  identities: ['rg-docscore-dev/id-docscore-deployer-dev', 'rg-docscore-prod/id-docscore-deployer-prod'],
});
const args = process.argv.slice(2).filter((word, index, all) => word !== '--output' && all[index - 1] !== '--output');
try {
  process.stdout.write(JSON.stringify(await az(args)));
} catch (error) {
  process.stderr.write(String(error));
  process.exitCode = 3;
}
