import { readSync } from 'node:fs';
import { open, readdir, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { BODY_OFFSET, encodeRecord, readRecords, type StoredRecord } from './log-record.ts';

/** One file of a partition's log. Its name says where it starts, so that older files can go: `<sequence number>-<offset>.log`. */
export class Segment {
  readonly path: string;
  readonly firstSequenceNumber: number;
  readonly firstOffset: number;
  /** Bytes that are safely written. */
  length = 0;
  readonly #file: FileHandle;

  private constructor(path: string, firstSequenceNumber: number, firstOffset: number, file: FileHandle) {
    this.path = path;
    this.firstSequenceNumber = firstSequenceNumber;
    this.firstOffset = firstOffset;
    this.#file = file;
  }

  static async create(folder: string, firstSequenceNumber: number, firstOffset: number): Promise<Segment> {
    const path = join(folder, `${String(firstSequenceNumber).padStart(16, '0')}-${firstOffset}.log`);
    return new Segment(path, firstSequenceNumber, firstOffset, await open(path, 'ax+'));
  }

  /** Opens the files of a folder, oldest first. */
  static async openAll(folder: string): Promise<Segment[]> {
    const names = (await readdir(folder))
      .map((name) => /^(\d{16})-(\d+)\.log$/.exec(name))
      .filter((match) => match !== null);
    names.sort((a, b) => Number(a[1]) - Number(b[1]));
    return Promise.all(
      names.map(async ([name, sequenceNumber, offset]) => {
        const path = join(folder, name);
        return new Segment(path, Number(sequenceNumber), Number(offset), await open(path, 'a+'));
      }),
    );
  }

  /**
   * Reads the whole file once. A record that is not whole ends it: the last write was torn, and nobody was told that it had succeeded.
   *
   * @param isLast whether this is the file that was being written; in an older one a broken record is an error.
   */
  async replay(isLast: boolean): Promise<StoredRecord[]> {
    const bytes = await this.#file.readFile();
    const { records, validBytes } = readRecords(bytes);
    if (validBytes < bytes.length) {
      if (!isLast) throw new Error(`The event log ${this.path} is damaged at byte ${validBytes}`);
      await this.#file.truncate(validBytes);
      await this.#file.datasync();
    }
    this.length = validBytes;
    return records;
  }

  /**
   * Writes the batches at the end, all flushed to the disk when the promise resolves; on an error the file is as before.
   *
   * @returns where each batch's body is in the file.
   */
  async append(
    batches: readonly { events: readonly Buffer[]; time: number }[],
  ): Promise<{ start: number; length: number }[]> {
    const records = batches.map(({ events, time }) => encodeRecord(events, time));
    try {
      await this.#file.appendFile(Buffer.concat(records));
      await this.#file.datasync();
    } catch (error) {
      await this.#file.truncate(this.length);
      throw error;
    }
    return records.map((record) => {
      const start = this.length + BODY_OFFSET;
      this.length += record.length;
      return { start, length: record.length - BODY_OFFSET };
    });
  }

  /** Reads synchronously: what is read lately is in the page cache, and a reader's order stays simple. */
  read(start: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    const count = readSync(this.#file.fd, bytes, 0, length, start);
    if (count < length)
      throw new Error(
        `The event log ${this.path} ends at byte ${start + count}, before an event that was stored there`,
      );
    return bytes;
  }

  close = () => this.#file.close();

  async remove(): Promise<void> {
    await this.close();
    await rm(this.path);
  }
}
