import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

/**
 * Loads a deployed package's entry as a worker does and prints how long that took, in ms. The worker's own module, which is on no
 * registry, is played by one that only takes registrations. Arguments: the entry's path. The settings are in the environment.
 */
const core = `
  exports.registerFunction = exports.registerHook = () => ({ dispose() {} });
  exports.setProgrammingModel = exports.log = () => {};
  exports.getProgrammingModel = () => undefined;
  exports.Disposable = class {};`;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@azure/functions-core'
      ? { url: 'played:functions-core', format: 'commonjs', shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) =>
    url === 'played:functions-core' ? { format: 'commonjs', source: core, shortCircuit: true } : next(url, context),
});

const entry = pathToFileURL(process.argv[2] ?? '').href;
const begun = performance.now();
await import(entry);
process.stdout.write(String(performance.now() - begun));
process.exit(0);
