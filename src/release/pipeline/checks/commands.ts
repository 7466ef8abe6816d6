import type { Problem } from '../../../infra/problem.ts';
import { placeOf } from '../build/read.ts';
import type { Position, Step } from '../expanded.ts';
import { nearest } from '../nearest.ts';
import { problemAt } from '../problem-at.ts';
import { commandsIn, type Command, type Word } from './commands-in.ts';
import type { Checked, CommandFacts, Facts } from './facts.ts';
import { placeIn } from './place-in.ts';
import { stepsOf, type PlacedStep } from './walk.ts';

/** Longer scripts belong into a file: steps say when, `npm` scripts say what. */
const MOST_LINES = 3;

/** What the scripts run: npm scripts and files that there are, release steps and options that they take; with the sources there. */
export function checkCommands({ pipeline, facts }: Checked): readonly Problem[] {
  return stepsOf(pipeline).flatMap((placed) => {
    const script = scriptOf(placed.step);
    if (script === undefined) return [];
    const { text, at } = script;
    const place = (offset: number) => placeIn(at, text, offset);
    const commands = commandsIn(text);
    const long = text.trim().split('\n').length > MOST_LINES;
    return [
      ...(long
        ? [problemAt(at, 'long-script', `A step's script is at most ${MOST_LINES} lines: make it an npm script`)]
        : []),
      ...(commands.some(({ program }) => program === 'npm') ? checkSources(placed, place(0)) : []),
      ...commands.flatMap((command) => checkCommand(command, facts, place)),
    ];
  });
}

function scriptOf(step: Step): { readonly text: string; readonly at: Position } | undefined {
  if (step.kind === 'script')
    return { text: step.script ?? '', at: placeOf(step.source, step.inputs['shell'] ?? 'script') };
  const text = step.inputs['inlineScript'];
  return text === undefined ? undefined : { text, at: placeOf(step.source, 'inputs.inlineScript') };
}

/** npm needs `package.json`; a deployment gets the sources only if it asks for them. */
function checkSources({ before }: PlacedStep, at: Position): readonly Problem[] {
  if (before.some(({ kind, inputs }) => kind === 'checkout' && inputs['repository'] !== 'none')) return [];
  return [problemAt(at, 'missing-checkout', 'There are no sources here: a step `checkout: self` comes first')];
}

/** What npm does by itself and our pipelines may ask of it. */
const npmVerbs = ['ci', 'sbom', 'audit', 'version'];

function checkCommand(command: Command, facts: Facts, place: (offset: number) => Position): readonly Problem[] {
  const { program, offset, words, script, scriptAt, args } = command;
  if (program === 'node' && words[0] !== undefined && !/^[-$]/.test(words[0].text) && !facts.exists(words[0].text))
    return [problemAt(place(words[0].offset), 'missing-file', `There is no file ${words[0].text}`)];
  if (program !== 'npm') return programs.includes(program) ? [] : [unknownProgram(program, place(offset))];
  if (script === undefined) {
    const verb = words.find(({ text }) => !text.startsWith('-'));
    if (verb !== undefined && npmVerbs.includes(verb.text)) return [];
    return [
      problemAt(
        place(verb?.offset ?? offset),
        'npm-script',
        `npm has no '${verb?.text ?? ''}' here${nearest(verb?.text ?? '', [...npmVerbs, 'run', 'test'])}`,
      ),
    ];
  }
  if (!facts.npmScripts.includes(script))
    return [
      problemAt(
        place(scriptAt),
        'npm-script',
        `package.json has no script '${script}'${nearest(script, facts.npmScripts)}`,
      ),
    ];
  if (script !== 'release') return checkOptions(facts.commands[script], args, place, `npm run ${script}`, scriptAt);
  const [step, ...rest] = args;
  const known = facts.releaseSteps[step?.text ?? ''];
  if (step === undefined || known === undefined)
    return [
      problemAt(
        place(step?.offset ?? scriptAt),
        'release-step',
        `npm run release has no step '${step?.text ?? ''}'${nearest(step?.text ?? '', Object.keys(facts.releaseSteps))}`,
      ),
    ];
  return checkOptions(known, rest, place, `Step '${step.text}'`, step.offset);
}

const programs = ['node', 'npx', 'az', 'mkdir', 'cp', 'echo', 'test', 'cat', 'rm', 'mv', 'tar', 'unzip', 'zip'];

const unknownProgram = (program: string, at: Position) =>
  problemAt(
    at,
    'unknown-program',
    `Steps run npm scripts; '${program}' is none of ${['npm', ...programs].join(', ')}${nearest(program, ['npm', ...programs])}`,
  );

function checkOptions(
  command: CommandFacts | undefined,
  args: readonly Word[],
  place: (offset: number) => Position,
  what: string,
  at: number,
): readonly Problem[] {
  if (command === undefined) return [];
  const problems: Problem[] = [];
  const given = new Set<string>();
  for (const [index, { text, offset }] of args.entries()) {
    if (!text.startsWith('--')) continue;
    const [name = '', inline] = text.split('=', 2);
    given.add(name);
    const option = command.options[name];
    const say = (message: string) => problems.push(problemAt(place(offset), 'command-option', message));
    if (option === undefined) {
      say(`${what} has no option '${name}'${nearest(name, Object.keys(command.options))}`);
      continue;
    }
    if (!option.takesValue) continue;
    const next = args[index + 1];
    const value = inline ?? (next?.text.startsWith('--') === true ? undefined : next?.text);
    if (value === undefined) say(`${what} needs a value after '${name}'`);
    else if (option.choices !== undefined && !value.includes('$(') && !option.choices.includes(value))
      say(`${what}: '${name}' is one of ${option.choices.join(', ')}, not '${value}'${nearest(value, option.choices)}`);
  }
  for (const [name, { isMandatory }] of Object.entries(command.options))
    if (isMandatory && !given.has(name))
      problems.push(problemAt(place(at), 'command-option', `${what} needs '${name}'`));
  return problems;
}
