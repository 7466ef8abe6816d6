/** Pixels that hang together: how many, the sum of their values, and both ends of every run of them in a row. */
export interface Component {
  pixels: number;
  sum: number;
  readonly ends: [x: number, y: number][];
}

/**
 * Connected components (8 neighbours) of the pixels above a threshold.
 *
 * @param map Row by row, `width × height` values.
 */
export function components(map: Float32Array, width: number, height: number, threshold: number): Component[] {
  const { labels, root } = label(map, width, height, threshold);
  const found = new Map<number, Component>();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width;) {
      const first = labels[y * width + x] ?? 0;
      if (first === 0) {
        x++;
        continue;
      }
      const name = root(first);
      let component = found.get(name);
      if (!component) found.set(name, (component = { pixels: 0, sum: 0, ends: [] }));
      const start = x;
      // In a row, neighbours above the threshold always share their component.
      for (; x < width && labels[y * width + x] !== 0; x++) component.sum += map[y * width + x] ?? 0;
      component.pixels += x - start;
      component.ends.push([start, y], [x - 1, y]);
    }
  }
  return [...found.values()];
}

/** First pass of the two-pass algorithm: provisional labels, and which of them are the same component. */
function label(map: Float32Array, width: number, height: number, threshold: number) {
  const labels = new Int32Array(width * height);
  const parents = [0];
  const root = (name: number) => {
    let at = name;
    for (let parent = parents[at] ?? 0; parent !== at; parent = parents[at] ?? 0) {
      parents[at] = parents[parent] ?? 0;
      at = parents[at] ?? 0;
    }
    return at;
  };
  const join = (a: number, b: number) => {
    const [rootA, rootB] = [root(a), root(b)];
    if (rootA !== rootB) parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  };
  for (let y = 0, index = 0; y < height; y++) {
    for (let x = 0; x < width; x++, index++) {
      if ((map[index] ?? 0) <= threshold) continue;
      let name = x > 0 ? (labels[index - 1] ?? 0) : 0;
      for (let near = Math.max(0, x - 1); y > 0 && near <= Math.min(width - 1, x + 1); near++) {
        const above = labels[index - width - x + near] ?? 0;
        if (above === 0) continue;
        if (name === 0) name = above;
        else if (name !== above) join(name, above);
      }
      if (name === 0) {
        name = parents.length;
        parents.push(name);
      }
      labels[index] = name;
    }
  }
  return { labels, root };
}
