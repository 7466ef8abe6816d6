import { DatabaseSync } from 'node:sqlite';
import type { Delivery } from './delivery.ts';
import type { GridEvent } from './grid-event.ts';

/** The deliveries that are owed. What a call did, survives the death of the process. */
export interface DeliveryStore {
  add(subscription: string, event: GridEvent, nowMs: number): Delivery;
  update(delivery: Delivery): void;
  remove(delivery: Delivery): void;
  all(): Delivery[];
  close(): void;
}

interface Row {
  id: number;
  subscription: string;
  json: string;
}

/** @param file The SQLite file; made if absent. */
export function openDeliveryStore(file: string): DeliveryStore {
  const database = new DatabaseSync(file);
  // WAL with NORMAL: a commit survives the death of the process, and costs no fsync in the path of an upload.
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS deliveries (id INTEGER PRIMARY KEY AUTOINCREMENT, subscription TEXT NOT NULL, json TEXT NOT NULL);
  `);
  const insert = database.prepare('INSERT INTO deliveries (subscription, json) VALUES (?, ?)');
  const update = database.prepare('UPDATE deliveries SET json = ? WHERE id = ?');
  const remove = database.prepare('DELETE FROM deliveries WHERE id = ?');
  const select = database.prepare('SELECT id, subscription, json FROM deliveries ORDER BY id');
  return {
    add(subscription, event, nowMs) {
      const state = { event, publishedAt: nowMs, attempts: 0, dueAt: nowMs };
      const { lastInsertRowid } = insert.run(subscription, JSON.stringify(state));
      return { id: Number(lastInsertRowid), subscription, ...state };
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
    close: () => database.close(),
  };
}
