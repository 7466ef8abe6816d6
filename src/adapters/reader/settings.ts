/** Everything that decides how a page is read, apart from weights and code. Part of the engine's digest. */
export const settings = {
  /** Longer side of a page's picture, in pixels: 10-point print stays readable on a letter page. */
  pictureSide: 1600,
  /** Print is free of rings at 60; effort 0 takes a third of the time of the default 4 for a tenth more bytes. */
  webp: { quality: 60, effort: 0 },
  /** Recognition wants capitals of about 20 pixels: 200 dpi for a letter; small pages (labels, tickets) get up to 400. */
  dpi: 200,
  maxDpi: 400,
  /** Longer side of what the detection network sees. 1280 finds smaller print on forms, for a third more time. */
  detectionSide: 960,
  /** Crops are as wide as their text, up to this step: padding costs time and gains nothing. */
  cropStep: 8,
  /** A line of 65 times its height; what is longer is squeezed. */
  maxCropWidth: 3200,
  /** How many of the widest boxes vote whether the page stands on its head. */
  directionVotes: 11,
  /** How many of them are read both ways before a page is turned. */
  directionProofs: 3,
} as const;
