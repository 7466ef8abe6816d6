import { configDefaults, defineConfig } from 'vitest/config';

/** The package that is deployed holds natives for Azure's machines only. */
const canRunPackage = process.platform === 'linux' && process.arch === 'x64';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(canRunPackage ? [] : ['test/build/**'])],
    // Tests start real servers and processes; the machine's cores are what they share.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
