import type { Container, SqlQuerySpec } from '@azure/cosmos';
import { addressParts, connection } from '../settings/connections.ts';
import { type OpenInput, optional, required } from './binding.ts';
import type { BindingData } from './binding-data.ts';
import { parseTemplate, type Template } from './binding-expression.ts';

/** Items of a container: one by `id` and `partitionKey` (undefined when there is none), else an array: of `sqlQuery`, or of all. */
export const openCosmosInput: OpenInput = (binding, { settings, clients }) => {
  const template = (property: string) => {
    const text = optional(binding, property);
    return text === undefined ? undefined : parseTemplate(text);
  };
  const [id, partitionKey, sqlQuery] = [template('id'), template('partitionKey'), template('sqlQuery')];
  if (id && sqlQuery) throw new Error(`The binding 'cosmosDB' takes 'id' or 'sqlQuery', not both`);
  const database = parseTemplate(required(binding, 'databaseName'));
  const containerName = parseTemplate(required(binding, 'containerName'));
  const name = optional(binding, 'connection') ?? 'CosmosDB';
  connection(settings, name, addressParts.cosmos);
  return {
    async read(data) {
      const client = await clients.cosmos(name);
      const container = client.database(database.fill(data)).container(containerName.fill(data));
      if (id) return point(container, id.fill(data), partitionKey?.fill(data));
      const query = sqlQuery ? parameterised(sqlQuery, data) : 'SELECT * FROM c';
      const key = partitionKey?.fill(data);
      const { resources } = await container.items
        .query<object>(query, key === undefined ? {} : { partitionKey: key })
        .fetchAll();
      return { json: JSON.stringify(resources) };
    },
  };
};

async function point(container: Container, id: string, partitionKey: string | undefined) {
  const { resource } = await container.item(id, partitionKey).read<object>();
  return resource ? { json: JSON.stringify(resource) } : {};
}

/** Each `{name}` becomes a parameter, never a part of the query's text. Source: azure-webjobs-sdk-extensions, CosmosDBSqlResolutionPolicy. */
function parameterised(query: Template, data: BindingData): SqlQuerySpec {
  const parameters: NonNullable<SqlQuerySpec['parameters']> = [];
  const text = query.replace(data, (value, index) => {
    parameters.push({ name: `@p${index}`, value: value as string });
    return `@p${index}`;
  });
  return { query: text, parameters };
}
