import { syntaxError } from '../errors.ts';
import { aggregates } from './aggregates.ts';
import { callFunction } from './functions.ts';
import { like } from './like.ts';
import { binary, unary } from './operators.ts';
import type { Scope } from './scope.ts';
import type { Expression } from './syntax.ts';
import { type JsonObject, type Value, equal, member } from './values.ts';

/** The value of an expression for one row; `undefined` runs through it as in the service. */
export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'parameter':
      return parameter(expression.name, scope);
    case 'name':
      return scope.names[expression.name];
    case 'property':
      return member(evaluate(expression.object, scope), evaluate(expression.key, scope));
    case 'unary':
      return unary(expression.operator, evaluate(expression.operand, scope));
    case 'binary':
      return binary(expression.operator, evaluate(expression.left, scope), () => evaluate(expression.right, scope));
    case 'conditional':
      return evaluate(evaluate(expression.test, scope) === true ? expression.then : expression.otherwise, scope);
    case 'in':
      return isIn(evaluate(expression.operand, scope), expression.list, scope);
    case 'like':
      return like(
        evaluate(expression.operand, scope),
        evaluate(expression.pattern, scope),
        expression.escape && evaluate(expression.escape, scope),
      );
    case 'array':
      return expression.items.map((item) => evaluate(item, scope)).filter((value) => value !== undefined);
    case 'object':
      return object(expression.entries.map(([key, value]) => [key, evaluate(value, scope)]));
    case 'call':
      return callFunction(
        expression.name,
        expression.arguments.map((argument) => evaluate(argument, scope)),
        scope.context.nowMs,
      );
    case 'aggregate':
      return aggregate(expression.name, expression.argument, scope);
    case 'exists':
      return scope.context.runQuery(expression.query, scope).length > 0;
    case 'array-of':
      return scope.context.runQuery(expression.query, scope).filter((value) => value !== undefined);
    case 'scalar':
      return scalar(scope.context.runQuery(expression.query, scope));
  }
}

/** An object of the entries whose value is defined. */
export function object(entries: readonly (readonly [string, Value])[]): JsonObject {
  const result: JsonObject = {};
  for (const [key, value] of entries) if (value !== undefined) result[key] = value;
  return result;
}

function parameter(name: string, scope: Scope): Value {
  if (!scope.context.parameters.has(name)) throw syntaxError(`Parameter '${name}' was not supplied.`);
  return scope.context.parameters.get(name);
}

function isIn(value: Value, list: readonly Expression[], scope: Scope): Value {
  return value === undefined ? undefined : list.some((item) => equal(value, evaluate(item, scope)));
}

function aggregate(name: string, argument: Expression, scope: Scope): Value {
  if (!scope.group) throw syntaxError(`The aggregate '${name}' is only valid in a SELECT clause.`);
  return aggregates[name]?.(scope.group.map((row) => evaluate(argument, row)));
}

function scalar(rows: readonly Value[]): Value {
  if (rows.length <= 1) return rows[0];
  throw syntaxError('The cardinality of a scalar subquery result set cannot be greater than one.');
}
