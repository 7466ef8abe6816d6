/** The reader process went away, or was stopped, without the document being to blame. */
export class ReaderDied extends Error {}
