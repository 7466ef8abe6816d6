import { readdirSync } from 'node:fs';

/** The servers that have a contract suite: a folder each. */
export const services = readdirSync(import.meta.dirname, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
