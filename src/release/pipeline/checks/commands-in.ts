/** A word of a command line, without its quotes. */
export interface Word {
  readonly text: string;
  readonly offset: number;
}

/** One command of a script. */
export interface Command {
  readonly program: string;
  readonly offset: number;
  /** All words after the program. */
  readonly words: readonly Word[];
  /** `npm run <script>` (also `npm test`, `npm start`): the script, where it stands, and what it gets. */
  readonly script?: string;
  readonly scriptAt: number;
  readonly args: readonly Word[];
}

/** The commands of a script that bash runs: lines, and what stands between `&&`, `||`, `;` and `|`. */
export function commandsIn(script: string): readonly Command[] {
  const commands: Word[][] = [[]];
  for (const match of script.matchAll(
    /"[^"]*"|'[^']*'|&&|\|\||[;|\n]|[^\s;|&"'\n]+(?:"[^"]*"|'[^']*'|[^\s;|&"'\n])*|&/g,
  )) {
    const [text] = match;
    if (/^(&&?|\|\|?|;|\n)$/.test(text)) commands.push([]);
    else commands.at(-1)?.push({ text: text.replaceAll(/["']/g, ''), offset: match.index });
  }
  return commands.flatMap(commandOf);
}

function commandOf(all: readonly Word[]): Command[] {
  // `NAME=value program`: what is set for the program alone.
  const begin = all.findIndex(({ text }) => !/^[A-Za-z_]\w*=/.test(text));
  const [program, ...words] = begin < 0 ? [] : all.slice(begin);
  if (program === undefined || program.text.startsWith('#')) return [];
  const base = { program: program.text, offset: program.offset, words };
  const own = words.filter(({ text }, index) => !(text.startsWith('-') && index < separator(words)));
  const [verb, name] = own;
  if (program.text !== 'npm' || verb === undefined) return [{ ...base, scriptAt: program.offset, args: words }];
  const script = verb.text === 'run' || verb.text === 'run-script' ? name : scriptVerb(verb);
  if (script === undefined) return [{ ...base, scriptAt: verb.offset, args: words }];
  const after = words.slice(words.indexOf(script) + 1);
  const dashes = after.findIndex(({ text }) => text === '--');
  return [
    { ...base, script: script.text, scriptAt: script.offset, args: dashes < 0 ? after : after.slice(dashes + 1) },
  ];
}

const scriptVerb = (verb: Word) => (['test', 'start', 'stop', 'restart'].includes(verb.text) ? verb : undefined);

/** npm's own options stand before `--`. */
function separator(words: readonly Word[]): number {
  const index = words.findIndex(({ text }) => text === '--');
  return index < 0 ? words.length : index;
}
