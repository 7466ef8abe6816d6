/**
 * Who may import whom. Each rule is named after the layer that it keeps; `tsPreCompilationDeps` makes `import type` count too.
 * `inside`: what of src a layer may import beside itself. `outside`: packages and Node modules; `any` where SDKs belong.
 */
const layer = (name, from, { inside, outside }) => [
  {
    name: `${name}-inside`,
    severity: 'error',
    from: { path: from },
    to: { path: '^src/', pathNot: [from, ...inside] },
  },
  ...(outside === 'any'
    ? []
    : [{ name: `${name}-outside`, severity: 'error', from: { path: from }, to: { pathNot: ['^src/', ...outside] } }]),
];

const DOMAIN = '^src/domain/';
const PIPELINE = '^src/pipeline/';
const JOBS = '^src/jobs/';
const MODELS = '^src/models/';
const PORTS = '^src/ports\\.ts$';
const FUNCTIONS = '^src/functions/';
const ADAPTERS = '^src/adapters/';
const CONFIG = '^src/config\\.ts$';
const ZOD = 'node_modules/zod/';
const AZURE_FUNCTIONS = 'node_modules/@azure/functions/';
/** Hashing is arithmetic: no world in it. */
const HASHING = '^(node:)?crypto$';

module.exports = {
  forbidden: [
    ...layer('domain', DOMAIN, { inside: [], outside: [ZOD] }),
    ...layer('pipeline', PIPELINE, { inside: [DOMAIN], outside: ['node_modules/stemmer/'] }),
    ...layer('jobs', JOBS, { inside: [DOMAIN], outside: [HASHING] }),
    ...layer('models', MODELS, { inside: [DOMAIN], outside: [HASHING] }),
    ...layer('ports', PORTS, { inside: [DOMAIN], outside: [] }),
    ...layer('training', '^src/training/', { inside: [DOMAIN, PIPELINE, MODELS, PORTS], outside: 'any' }),
    ...layer('functions', FUNCTIONS, {
      inside: [DOMAIN, PIPELINE, JOBS, MODELS, PORTS],
      outside: [AZURE_FUNCTIONS, ZOD],
    }),
    ...layer('adapters', ADAPTERS, { inside: [DOMAIN, PIPELINE, MODELS, PORTS], outside: 'any' }),
    ...layer('app', '^src/app\\.ts$', { inside: [FUNCTIONS, PORTS], outside: [AZURE_FUNCTIONS] }),
    ...layer('services', '^src/services\\.ts$', { inside: [ADAPTERS, CONFIG, PORTS], outside: ['^package\\.json$'] }),
    ...layer('config', CONFIG, { inside: [], outside: [ZOD] }),
    ...layer('main', '^src/main\\.ts$', { inside: ['^src/((app|services|config)\\.ts|build\\.json)$'], outside: [] }),
    ...layer('infra', '^src/infra/', { inside: [], outside: 'any' }),
    {
      name: 'nothing-imports-local-console-cli',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(local|console|cli|release)/' },
      to: { path: '^src/(local|console|cli)/' },
    },
    {
      name: 'infra-for-local-cli-release',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(infra|local|cli|release)/' },
      to: { path: '^src/infra/' },
    },
    {
      name: 'nothing-imports-release',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/release/' },
      to: { path: '^src/release/' },
    },
    {
      name: 'onnxruntime-through-its-own-file',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/adapters/onnx-runtime\\.ts$' },
      to: { path: 'node_modules/onnxruntime-node/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
