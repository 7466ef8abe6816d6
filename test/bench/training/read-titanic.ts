import { readFile } from 'node:fs/promises';
import type { Row } from '../../../src/domain/row.ts';
import { readCsv } from '../../../src/training/data/csv.ts';
import type { Table, TableColumn } from '../../../src/training/table.ts';

const columns: readonly TableColumn[] = [
  { name: 'class', type: 'string' },
  { name: 'title', type: 'string' },
  { name: 'sex', type: 'string' },
  { name: 'embarked', type: 'string' },
  { name: 'age', type: 'float32' },
  { name: 'fare', type: 'float32' },
  { name: 'family', type: 'int64' },
];

/** Titanic's passengers with the features that tutorials make: title out of the name, size of the family. */
export async function readTitanic(folder: URL): Promise<Table> {
  const { header, records } = readCsv(await readFile(new URL('titanic_train.csv', folder)));
  const people = records.map(({ fields }) => new Map(header.map((name, index) => [name, fields[index] ?? ''])));
  return {
    labels: ['0', '1'],
    columns,
    rows: people.map(rowOf),
    targets: people.map((person) => Number(person.get('Survived'))),
  };
}

function rowOf(person: ReadonlyMap<string, string>): Row {
  const text = (name: string) => person.get(name) ?? '';
  const number = (name: string) => (text(name) === '' ? NaN : Number(text(name)));
  return {
    class: text('Pclass'),
    title: titleOf(text('Name')),
    sex: text('Sex'),
    embarked: text('Embarked'),
    age: number('Age'),
    fare: number('Fare'),
    family: number('SibSp') + number('Parch') + 1,
  };
}

/** "Braund, Mr. Owen Harris" → Mr; French forms as the English ones, what is left is rare. */
function titleOf(name: string): string {
  const title = /, ([^.]+)\./.exec(name)?.[1] ?? '';
  const usual = { Mlle: 'Miss', Ms: 'Miss', Mme: 'Mrs' }[title] ?? title;
  return ['Mr', 'Mrs', 'Miss', 'Master'].includes(usual) ? usual : 'rare';
}
