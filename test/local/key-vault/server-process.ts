import { startKeyVault } from '../../../src/local/key-vault/key-vault.ts';

/** The vault as a process of its own, for tests that kill it: `node server-process.ts <folder>` prints its URL. */
const [dir = ''] = process.argv.slice(2);
const { url } = await startKeyVault({ dir, port: 0, token: 'token' });
console.log(url);
