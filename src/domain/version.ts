/** A blob's version: its eTag without quotes and `W/`. Event Grid and the SDK quote eTags differently. */
export const versionOf = (etag: string) => etag.replace(/^W\//, '').replaceAll('"', '');
