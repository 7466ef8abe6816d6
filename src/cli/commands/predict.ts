import { Command } from 'commander';
import type { InstancePrediction, PredictAnswer } from '../../domain/model-view.ts';
import type { Cli } from '../cli.ts';
import { scoringClient, type Instance, type ScoreOptions, type ScoringClient } from '../connect/scoring-client.ts';
import { readInstances, type InstanceSource } from '../feed/read-instances.ts';
import { explanationLine, predictionColumns, predictionRow } from '../screen/prediction-row.ts';
import { printable, printableJson } from '../screen/printable.ts';
import { columnWidths, headerLine, tableLine } from '../screen/table.ts';
import { connect, withTalkOptions, type TalkOptions } from './options.ts';

type PredictOptions = TalkOptions & InstanceSource & ScoreOptions;

const examples = `
\`docscore models show <model>\` says what a model reads. A table may have columns besides, such as the right answer.

Examples:
  docscore predict review-sentiment --text "The soup was cold" --explain
  docscore predict incident-outcome --value region=north --value kind=billing --value month=3
  docscore predict incident-outcome --csv incidents.csv --output json`;

const append = (value: string, before: readonly string[] = []) => [...before, value];

export const predictCommand = (cli: Cli) =>
  withTalkOptions(new Command('predict').description('ask a model about named values or a text'))
    .argument('<model>', 'its name')
    .option('--text <text>', 'the text to judge')
    .option('--value <name=value>', 'a named value; once for each', append)
    .option('--csv <file>', 'a table whose header names the values')
    .option('--file <file>', 'JSON: an instance, or a list of them')
    .option('--explain', 'what moved the answer (linear models)')
    .option('--record', 'keep it for 7 days, for `docscore feedback`')
    .option('--model-version <version>', 'this version, which must be in a slot')
    .addHelpText('after', examples)
    .action(async (model: string, options: PredictOptions) => {
      const client = scoringClient((await connect(cli, options)).system);
      const { fields } = await client.params(model, options.modelVersion);
      const { instances, passedOver } = await readInstances(options, fields, cli.cwd);
      if (passedOver.length > 0)
        cli.err.line(cli.err.paint('dim', `Not read by ${model}: ${passedOver.map(printable).join(', ')}`));
      const print = options.output === 'json' ? jsonPrinter(cli) : tablePrinter(cli);
      for await (const part of inParts(client, model, instances, options)) print(part);
    });

interface Part {
  readonly first: number;
  readonly instances: readonly Instance[];
  readonly answer: PredictAnswer;
}

/** DESIGN, Limits: instances of one request, and its bytes, with some room. */
const [mostInstances, mostBytes] = [1000, 900_000];

async function* inParts(
  client: ScoringClient,
  model: string,
  instances: readonly Instance[],
  options: ScoreOptions,
): AsyncGenerator<Part> {
  for (let first = 0; first < instances.length;) {
    let [end, bytes] = [first, 0];
    while (end < instances.length && end - first < mostInstances) {
      bytes += Buffer.byteLength(JSON.stringify(instances[end])) + 1;
      if (bytes > mostBytes && end > first) break;
      end += 1;
    }
    const part = instances.slice(first, end);
    yield { first, instances: part, answer: await client.predict(model, part, options) };
    first = end;
  }
}

const jsonPrinter =
  ({ out }: Cli) =>
  ({ answer: { predictions, ...by } }: Part) => {
    for (const prediction of predictions) out.line(printableJson({ ...by, ...prediction }));
  };

/** The widths are those of the first part: a table of many does not wait for the last. */
function tablePrinter({ out, err }: Cli): (part: Part) => void {
  let widths: number[] | undefined;
  return ({ first, instances, answer: { model, modelVersion, slot, predictions } }) => {
    const rows = predictions.map((one, index) => predictionRow(first + index + 1, instances[index] ?? {}, one));
    const columns = predictions.some(({ id }) => id !== undefined) ? predictionColumns : predictionColumns.slice(0, -1);
    if (!widths) {
      err.line(err.paint('dim', `${model} ${modelVersion} (${slot})`));
      widths = columnWidths(columns, rows, out.size().columns);
      out.line(headerLine(columns, widths, out.paint));
    }
    for (const [index, row] of rows.entries()) {
      out.line(tableLine(columns, widths, row.slice(0, columns.length), out.paint));
      explain(predictions[index]);
    }
  };

  function explain(prediction: InstancePrediction | undefined): void {
    if (prediction?.explanation) out.line(out.paint('dim', `  ${explanationLine(prediction)}`));
  }
}
