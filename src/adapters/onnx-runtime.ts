/**
 * The one way to onnxruntime. Its packages for Linux and macOS report sessions to Microsoft and keep a device id on disk, unless
 * this variable is set before the library loads; then nothing is made, kept or sent.
 * Source: github.com/microsoft/onnxruntime/pull/29843
 */
export async function onnxRuntime() {
  process.env['ORT_DISABLE_TELEMETRY'] = '1';
  return await import('onnxruntime-node');
}

/** Its version, without loading it. */
export async function onnxRuntimeVersion(): Promise<string> {
  const { default: description } = await import('onnxruntime-node/package.json', { with: { type: 'json' } });
  return description.version;
}
