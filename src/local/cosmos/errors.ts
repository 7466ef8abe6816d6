/** An answer of the service that is not a success; `code` and `message` go into the body. */
export class CosmosError extends Error {
  readonly status: number;
  readonly code: string;
  /** `x-ms-substatus`. Source: learn.microsoft.com/rest/api/cosmos-db/http-status-codes-for-cosmosdb */
  readonly substatus: number | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { substatus?: number; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.substatus = more.substatus;
    this.headers = more.headers ?? {};
  }
}

export const badRequest = (message: string, substatus?: number) =>
  new CosmosError(400, 'BadRequest', message, substatus === undefined ? {} : { substatus });

/** Refused by name: the service knows it, this server does not. */
export const unsupported = (what: string) => badRequest(`${what} is not supported by the local Cosmos DB.`);

export const unauthorized = (message: string) => new CosmosError(401, 'Unauthorized', message);

export const forbidden = (message: string, substatus: number) =>
  new CosmosError(403, 'Forbidden', message, { substatus });

export const notFound = (
  message = 'Entity with the specified id does not exist in the system. More info: https://aka.ms/cosmosdb-tsg-not-found',
  substatus?: number,
) => new CosmosError(404, 'NotFound', message, substatus === undefined ? {} : { substatus });

export const conflict = (message = 'Entity with the specified id already exists in the system.') =>
  new CosmosError(409, 'Conflict', message);

export const preconditionFailed = () =>
  new CosmosError(
    412,
    'PreconditionFailed',
    'Operation cannot be performed because one of the specified precondition is not met.',
  );

export const tooLarge = () => new CosmosError(413, 'RequestEntityTooLarge', 'Request size is too large');

/** Bad SQL, in the shape in which the service reports it. `start`: offset in the query text. */
export function syntaxError(message: string, start?: number): CosmosError {
  const location = start === undefined ? {} : { location: { start, end: start + 1 } };
  const errors = [{ severity: 'Error', ...location, code: start === undefined ? 'SC2000' : 'SC1001', message }];
  return badRequest(`Message: ${JSON.stringify({ errors })}`);
}
