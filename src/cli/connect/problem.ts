import { z } from 'zod';
import { CliError } from '../exit.ts';

/** RFC 9457, with docscore's `next` and `code`. */
const Problem = z.object({
  title: z.string(),
  detail: z.string().optional(),
  next: z.string().optional(),
});

/** Says what a refused request means for a person. @param subject What was asked for, for a message. */
export function problemError(status: number, body: string, subject: string): CliError {
  const problem = parse(body);
  const said = problem ? (problem.detail ?? problem.title) : `The server answered ${status}`;
  return new CliError(1, `${subject}: ${said}`, { next: problem?.next ?? nextSteps[status] });
}

const nextSteps: Readonly<Record<number, string>> = {
  401: 'Give a function key with --key or DOCSCORE_KEY.',
  403: 'Give a function key with --key or DOCSCORE_KEY.',
  404: 'See what is there with `docscore list`.',
  429: 'Too many requests: try again in a moment.',
  503: 'Try again in a moment; `/api/health/ready` names what is down.',
};

function parse(body: string): z.infer<typeof Problem> | undefined {
  try {
    return Problem.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
