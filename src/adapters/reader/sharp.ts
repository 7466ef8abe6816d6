import sharp from 'sharp';

// One thread: there are as many reader processes as cores. No cache: no page comes twice.
sharp.concurrency(1);
sharp.cache(false);
// Whatever slips past the signature check must not reach another of libvips' loaders (SVG with its file references first of all).
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadPng', 'VipsForeignLoadJpeg'] });

export { sharp };
