/** One line that moves on a terminal; elsewhere a line every ten seconds. */
export interface Progress {
  show(line: string): void;
  /** A line that stays. */
  say(line: string): void;
  end(): void;
}

const plainEveryMs = 10_000;

export function createProgress(out: NodeJS.WriteStream = process.stdout): Progress {
  let shownAt = -Infinity;
  let isOpen = false;
  const clear = () => {
    if (isOpen) out.write('\r\u001b[K');
    isOpen = false;
  };
  return {
    show(line) {
      if (out.isTTY) {
        out.write(`\r\u001b[K${line.slice(0, out.columns - 1)}`);
        isOpen = true;
      } else if (performance.now() - shownAt >= plainEveryMs) {
        shownAt = performance.now();
        out.write(`${line}\n`);
      }
    },
    say(line) {
      clear();
      out.write(`${line}\n`);
    },
    end: clear,
  };
}
