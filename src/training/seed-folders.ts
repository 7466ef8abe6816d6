/** Where the committed model versions and sample documents live. */
export const seedModels = new URL('../../seed/models/', import.meta.url);
export const seedDocuments = new URL('../../seed/documents/', import.meta.url);
