import { DatabaseSync } from 'node:sqlite';
import type { TopicEvent } from './cloud-event.ts';
import type { Delivery } from './delivery.ts';

/** An event that a subscription shall get. */
export interface NewDelivery {
  subscription: string;
  event: TopicEvent;
  /** Ms since 1970. */
  dueAt: number;
}

/** The deliveries that are owed, and the endpoints that may have some. What a call did, survives the death of the process. */
export interface DeliveryStore {
  /** All or none of them. */
  add(deliveries: NewDelivery[], nowMs: number): Delivery[];
  update(delivery: Delivery): void;
  remove(delivery: Delivery): void;
  all(): Delivery[];
  /** The endpoint agreed to get the subscription's events. */
  setValidated(subscription: string, endpoint: string): void;
  isValidated(subscription: string, endpoint: string): boolean;
  close(): void;
}

interface Row {
  id: number;
  subscription: string;
  json: string;
}

/** WAL with NORMAL: a commit survives the death of the process, and costs no fsync in the path of an upload. */
const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS deliveries (id INTEGER PRIMARY KEY AUTOINCREMENT, subscription TEXT NOT NULL, json TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS validated (subscription TEXT PRIMARY KEY, endpoint TEXT NOT NULL);
`;

/** @param file The SQLite file; made if absent. */
export function openDeliveryStore(file: string): DeliveryStore {
  const database = new DatabaseSync(file);
  database.exec(SCHEMA);
  const insert = database.prepare('INSERT INTO deliveries (subscription, json) VALUES (?, ?)');
  const update = database.prepare('UPDATE deliveries SET json = ? WHERE id = ?');
  const remove = database.prepare('DELETE FROM deliveries WHERE id = ?');
  const select = database.prepare('SELECT id, subscription, json FROM deliveries ORDER BY id');
  const validate = database.prepare('INSERT OR REPLACE INTO validated VALUES (?, ?)');
  const validated = database.prepare('SELECT 1 FROM validated WHERE subscription = ? AND endpoint = ?');

  const addOne = ({ subscription, event, dueAt }: NewDelivery, publishedAt: number): Delivery => {
    const state = { event, publishedAt, attempts: 0, dueAt };
    const { lastInsertRowid } = insert.run(subscription, JSON.stringify(state));
    return { id: Number(lastInsertRowid), subscription, ...state };
  };
  return {
    add(deliveries, nowMs) {
      if (deliveries.length === 0) return [];
      database.exec('BEGIN');
      try {
        const added = deliveries.map((delivery) => addOne(delivery, nowMs));
        database.exec('COMMIT');
        return added;
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    update(delivery) {
      update.run(JSON.stringify({ ...delivery, id: undefined, subscription: undefined }), delivery.id);
    },
    remove({ id }) {
      remove.run(id);
    },
    all: () =>
      (select.all() as unknown as Row[]).map(({ id, subscription, json }) => ({
        ...(JSON.parse(json) as Omit<Delivery, 'id' | 'subscription'>),
        id,
        subscription,
      })),
    setValidated(subscription, endpoint) {
      validate.run(subscription, endpoint);
    },
    isValidated: (subscription, endpoint) => validated.get(subscription, endpoint) !== undefined,
    close: () => database.close(),
  };
}
